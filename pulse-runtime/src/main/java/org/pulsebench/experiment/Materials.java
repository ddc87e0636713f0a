package org.pulsebench.experiment;

import java.util.Optional;
import java.util.function.Supplier;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.Exam;
import org.pulsebench.data.ReadMode;
import org.pulsebench.data.mllmu.MllmuCorpus;
import org.pulsebench.data.mmbench.MmbenchExam;
import org.pulsebench.data.world.World;
import org.pulsebench.data.world.WorldCorpora;
import org.pulsebench.protocol.Knowledge;

/** The corpora and the exam of an experiment, each read when it is first asked for. */
final class Materials {

  private final Supplier<Corpus> fictitious;
  private final Supplier<Corpus> figures;
  private final Supplier<Optional<Exam>> exam;

  Materials(Supplier<Corpus> fictitious, Supplier<Corpus> figures, Supplier<Optional<Exam>> exam) {
    this.fictitious = once(fictitious);
    this.figures = once(figures);
    this.exam = once(exam);
  }

  static Materials of(Experiment.DataSource source) {
    if (source instanceof Experiment.DataSource.Published data) {
      ReadMode mode = data.lenient() ? ReadMode.LENIENT : ReadMode.STRICT;
      return new Materials(
          () -> MllmuCorpus.fictitious(data.people(), mode),
          () -> MllmuCorpus.celebrities(data.people(), mode),
          () -> data.exam().map(file -> MmbenchExam.read(file, mode)));
    }
    WorldCorpora world = WorldCorpora.of(World.draw(World.SEED));
    return new Materials(world::fictitious, world::figures, () -> Optional.of(world.exam()));
  }

  /** Returns the people of whom a model has this kind of knowledge. */
  Corpus corpus(Knowledge knowledge) {
    return knowledge == Knowledge.FINE_TUNED ? fictitious.get() : figures.get();
  }

  Optional<Exam> exam() {
    return exam.get();
  }

  private static <T> Supplier<T> once(Supplier<T> source) {
    return new Supplier<>() {
      private Optional<T> value = Optional.empty();

      @Override
      public synchronized T get() {
        if (value.isEmpty()) {
          value = Optional.of(source.get());
        }
        return value.get();
      }
    };
  }
}
