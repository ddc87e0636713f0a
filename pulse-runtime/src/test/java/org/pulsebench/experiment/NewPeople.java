package org.pulsebench.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pulsebench.Cancellation;
import org.pulsebench.RandomStream;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.world.Person;
import org.pulsebench.data.world.World;
import org.pulsebench.data.world.WorldCorpora;
import org.pulsebench.evaluation.LikelihoodScorer;
import org.pulsebench.experiment.environment.Environment;
import org.pulsebench.experiment.store.StepResult;
import org.pulsebench.experiment.store.StepStore;
import org.pulsebench.method.FineTuning;
import org.pulsebench.method.MethodSettings;
import org.pulsebench.mini.WorldScores;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.protocol.Preset;
import org.pulsebench.protocol.Split;
import org.pulsebench.protocol.Splits;
import org.pulsebench.protocol.TrainedParts;

/**
 * Teaches the embedded model the hundred people of the protocol {@code fine-tuned}, as an
 * experiment does, and prints what it learnt of them and what it lost.
 *
 * <p>Arguments: seeds. The step is that of an experiment with the same seed and is taken from the
 * user's store where it is there already.
 */
final class NewPeople {

  private final World world = World.draw(World.SEED);
  private final Corpus corpus = WorldCorpora.of(world).fictitious();
  private final ModelDefaults defaults = ModelDefaults.embedded(Preset.Size.PAPER);
  private final MachineClass machine = new MachineClass("cpu", Environment.ofJvm().pulse());
  private final ModelSource model = ModelSource.of(Optional.empty());
  private final State base =
      State.ofBase(
          model.digest(
              file -> {
                throw new IllegalStateException("the embedded model has no file " + file);
              }));

  public static void main(String[] arguments) {
    Path store = StepStore.defaultDirectory(System.getenv(), System.getProperties());
    NewPeople people = new NewPeople();
    try (Laboratory laboratory =
            new Laboratory(
                () -> people.model.directory(store),
                people.machine.precision(),
                people.machine.djl(),
                false);
        StepRunner steps =
            new StepRunner(store, laboratory, event -> {}, new Cancellation(), arguments.length)) {
      for (String seed : arguments) {
        people.learn(Long.parseLong(seed), steps, laboratory);
      }
    }
  }

  private void learn(long seed, StepRunner steps, Laboratory laboratory) {
    Split split =
        Splits.draw(
            Preset.FINE_TUNED.protocol(Preset.Size.PAPER),
            corpus.ids(),
            new RandomStream(seed).child("split"));
    LearnStep step =
        new LearnStep(
            machine,
            base,
            corpus,
            split.learned(),
            MethodSettings.of(new FineTuning().description(), defaults.learning()),
            TrainedParts.PROJECTOR_AND_LLM.plan(defaults.lora()),
            model.replay(),
            seed);
    StepResult result = steps.run(step);
    System.out.println(
        "seed " + seed + ": learnt in " + result.manifest().duration().toSeconds() + " s");
    List<Person> learned =
        world.population().fictitious().stream()
            .filter(person -> split.learned().contains(person.id()))
            .toList();
    print("before", base, learned, laboratory);
    print("after", State.of(step.key(), result), learned, laboratory);
  }

  private void print(String when, State state, List<Person> learned, Laboratory laboratory) {
    laboratory.with(
        state,
        checkpoint -> {
          scores(checkpoint, learned).forEach(line -> System.out.println(when + ": " + line));
          return when;
        });
  }

  private List<String> scores(Checkpoint checkpoint, List<Person> learned) {
    WorldScores scores =
        new WorldScores(world, checkpoint, new LikelihoodScorer(LikelihoodScorer.Variant.PLAIN));
    WorldScores.People people = scores.people(learned);
    WorldScores.People figures = scores.people(world.population().figures());
    return List.of(
        "image " + WorldScores.percent(people.image()),
        "text " + WorldScores.percent(people.text()),
        "variants " + WorldScores.percent(scores.variants(learned)),
        "exam " + WorldScores.percent(scores.exam()),
        "figures, image " + WorldScores.percent(figures.image()),
        "figures, text " + WorldScores.percent(figures.text()));
  }
}
