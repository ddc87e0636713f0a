package org.pulsebench.experiment;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.Exam;
import org.pulsebench.data.ReadMode;
import org.pulsebench.data.mllmu.MllmuCorpus;
import org.pulsebench.data.mlubench.Mlubench;
import org.pulsebench.data.mlubench.MlubenchOptions;
import org.pulsebench.data.mmbench.MmbenchExam;
import org.pulsebench.data.world.World;
import org.pulsebench.data.world.WorldCorpora;
import org.pulsebench.protocol.Knowledge;

/** The corpora and the exam of an experiment, each read when it is first asked for. */
final class Materials {

  private final Supplier<Corpus> fictitious;
  private final Supplier<Corpus> figures;
  private final Supplier<Optional<Exam>> exam;
  private final Supplier<Optional<Mlubench>> benchmark;

  Materials(Supplier<Corpus> fictitious, Supplier<Corpus> figures, Supplier<Optional<Exam>> exam) {
    this(fictitious, figures, exam, Optional::empty);
  }

  private Materials(
      Supplier<Corpus> fictitious,
      Supplier<Corpus> figures,
      Supplier<Optional<Exam>> exam,
      Supplier<Optional<Mlubench>> benchmark) {
    this.benchmark = once(benchmark);
    this.fictitious = once(fictitious);
    this.figures = once(figures);
    this.exam = once(exam);
  }

  /** Returns those of a benchmark, whose entities are met whatever the knowledge. */
  static Materials of(Supplier<Mlubench> benchmark, Supplier<Optional<Exam>> exam) {
    Supplier<Mlubench> read = once(benchmark);
    Supplier<Corpus> entities = () -> read.get().corpus();
    return new Materials(entities, entities, exam, () -> Optional.of(read.get()));
  }

  /**
   * Returns MLUBench, whose tasks publish who is forgotten and who is kept.
   *
   * @param archive as published, or the directory it was unpacked to
   * @param exam MMBench's TSV; empty for the exam that PULSE carries
   */
  static Materials mlubench(Path archive, MlubenchOptions options, Optional<Path> exam) {
    return of(
        () -> Mlubench.read(archive, options),
        () ->
            Optional.of(
                exam.map(file -> MmbenchExam.read(file, ReadMode.STRICT))
                    .orElseGet(() -> WorldCorpora.of(World.draw(World.SEED)).exam())));
  }

  /** Returns the world that PULSE carries. */
  static Materials embedded() {
    WorldCorpora world = WorldCorpora.of(World.draw(World.SEED));
    return new Materials(world::fictitious, world::figures, () -> Optional.of(world.exam()));
  }

  /**
   * Returns data sets in their published layout.
   *
   * @param people the directory of MLLMU-Bench's configurations
   * @param exam MMBench's TSV, if there is to be an exam
   * @param lenient whether broken rows are left out and counted
   */
  static Materials published(Path people, Optional<Path> exam, boolean lenient) {
    ReadMode mode = lenient ? ReadMode.LENIENT : ReadMode.STRICT;
    return new Materials(
        () -> MllmuCorpus.fictitious(people, mode),
        () -> MllmuCorpus.celebrities(people, mode),
        () -> exam.map(file -> MmbenchExam.read(file, mode)));
  }

  /** Returns what is not on this machine: no exam, and corpora that cannot be read. */
  static Materials missing(Problem problem) {
    Supplier<Corpus> none =
        () -> {
          throw new BadInputException(problem);
        };
    return new Materials(none, none, Optional::empty);
  }

  /** Returns the people of whom a model has this kind of knowledge. */
  Corpus corpus(Knowledge knowledge) {
    return knowledge == Knowledge.FINE_TUNED ? fictitious.get() : figures.get();
  }

  /** Returns the benchmark that publishes tasks, if the data is one. */
  Optional<Mlubench> benchmark() {
    return benchmark.get();
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
