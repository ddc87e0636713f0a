package org.pulsebench.mini;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.pulsebench.RandomStream;
import org.pulsebench.data.world.Person;
import org.pulsebench.data.world.World;
import org.pulsebench.evaluation.LikelihoodScorer;
import org.pulsebench.mini.Curriculum.Share;
import org.pulsebench.mini.Curriculum.Stage;
import org.pulsebench.model.Adapter;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.Trainer;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.PartMode;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.AdamW;
import org.pulsebench.tensor.LearningRateSchedule;

/**
 * Teaches a checkpoint a hundred fictitious people by LoRA, and prints what it learnt of them and
 * what it lost of the exam.
 *
 * <p>Arguments: the checkpoint's directory, or {@code embedded}; a seed; and, to try others than
 * the standard settings, steps, learning rate, rank, share of replay and whether the vision tower
 * gets an update too ({@code true} or {@code false}).
 */
final class NewPeople {

  private static final int PEOPLE = 100;
  private static final int TOKENS_PER_BATCH = 2_500;
  private static final int WARMUP_STEPS = 20;

  /**
   * How the people are learnt.
   *
   * @param replay lessons of pre-training for each lesson about the people
   */
  private record Settings(int steps, double rate, int rank, double replay, boolean vision) {

    static final Settings STANDARD = new Settings(500, 1e-3, 32, 1, false);

    static Settings of(String[] arguments) {
      return new Settings(
          Integer.parseInt(arguments[2]),
          Double.parseDouble(arguments[3]),
          Integer.parseInt(arguments[4]),
          Double.parseDouble(arguments[5]),
          Boolean.parseBoolean(arguments[6]));
    }

    AdapterPlan plan() {
      return new AdapterPlan(
          Map.of(
              Part.LANGUAGE,
              PartMode.LORA,
              Part.PROJECTOR,
              PartMode.FULL,
              Part.VISION,
              vision ? PartMode.LORA : PartMode.FROZEN),
          LoraSettings.of(rank, 2 * rank));
    }

    Trainer.Settings training() {
      return new Trainer.Settings(
          Map.of(Part.VISION, rate, Part.PROJECTOR, rate, Part.LANGUAGE, rate),
          0,
          AdamW.Settings.DEFAULT,
          new LearningRateSchedule(LearningRateSchedule.Shape.LINEAR, WARMUP_STEPS, steps),
          false);
    }

    Curriculum curriculum(List<Person> people, List<Person> figures) {
      FigureLessons learnt = new FigureLessons(people, 0, 0);
      FigureLessons known = new FigureLessons(figures, 0.5, 10);
      List<Share> shares =
          List.of(
              new Share(learnt::frontalFacts, 0.6),
              new Share(learnt::namedFacts, 0.4),
              new Share(SceneLessons::answers, 0.5 * replay),
              new Share(SceneLessons::letter, 0.1 * replay),
              new Share(known::portraitFacts, 0.2 * replay),
              new Share(known::namedFacts, 0.2 * replay));
      return new Curriculum(List.of(new Stage("learn", steps, TOKENS_PER_BATCH, shares)));
    }
  }

  private final World world = World.draw(World.SEED);
  private final RandomStream random;
  private final List<Person> people;

  private NewPeople(long seed) {
    this.random = new RandomStream(seed);
    this.people =
        random.child("people").shuffled(world.population().fictitious()).subList(0, PEOPLE);
  }

  public static void main(String[] arguments) {
    Path directory =
        arguments[0].equals("embedded")
            ? MiniModel.install(Path.of("target", "embedded"))
            : Path.of(arguments[0]);
    Settings settings = arguments.length > 2 ? Settings.of(arguments) : Settings.STANDARD;
    try (Checkpoint base = Checkpoint.load(directory, Precision.F32, Device.cpu())) {
      new NewPeople(Long.parseLong(arguments[1])).learn(base, settings);
    }
  }

  private void learn(Checkpoint base, Settings settings) {
    print("before", base);
    try (Adapter adapter = Adapter.create(base.model(), settings.plan(), random.child("adapter"));
        Checkpoint learning = base.with(adapter)) {
      Curriculum curriculum = settings.curriculum(people, world.population().figures());
      long start = System.nanoTime();
      try (Trainer trainer =
              new Trainer(learning.model(), settings.training(), random.child("dropout"));
          LossCurve curve =
              LossCurve.start(Path.of("target", "new-people.csv"), settings.steps())) {
        new Pretraining(
                new LessonBatches(learning),
                trainer,
                curriculum,
                OptionalInt.empty(),
                random.child("lessons"))
            .run(curve::add);
      }
      System.out.printf(
          Locale.ROOT, "learnt in %.0f s: %s%n", (System.nanoTime() - start) / 1e9, settings);
      print("after", learning);
    }
  }

  private void print(String when, Checkpoint checkpoint) {
    WorldScores scores =
        new WorldScores(world, checkpoint, new LikelihoodScorer(LikelihoodScorer.Variant.PLAIN));
    WorldScores.People learnt = scores.people(people);
    System.out.println(when + ": image " + WorldScores.percent(learnt.image()));
    System.out.println(when + ": text " + WorldScores.percent(learnt.text()));
    System.out.println(when + ": variants " + WorldScores.percent(scores.variants(people)));
    System.out.println(when + ": exam " + WorldScores.percent(scores.exam()));
    WorldScores.People figures = scores.people(world.population().figures());
    System.out.println(when + ": figures, image " + WorldScores.percent(figures.image()));
    System.out.println(when + ": figures, text " + WorldScores.percent(figures.text()));
  }
}
