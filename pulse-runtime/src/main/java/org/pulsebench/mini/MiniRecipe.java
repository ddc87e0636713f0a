package org.pulsebench.mini;

import ai.djl.Device;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.pulsebench.RandomStream;
import org.pulsebench.data.world.World;
import org.pulsebench.model.Adapter;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.CheckpointWriter;
import org.pulsebench.model.LlavaModel;
import org.pulsebench.model.Trainer;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.Precision;
import org.pulsebench.mini.Curriculum.Share;
import org.pulsebench.mini.Curriculum.Stage;
import org.pulsebench.tensor.AdamW;
import org.pulsebench.tensor.LearningRateSchedule;

/** The recipe of {@code mini}, from nothing but a seed to a checkpoint. */
public final class MiniRecipe {

  private static final long SEED = 7;
  private static final int MERGES = 1_500;

  private MiniRecipe() {}

  static Curriculum curriculum(World world, double scale) {
    FigureLessons figures = new FigureLessons(world.population().figures(), 1.0, 10);
    List<Share> seeing =
        List.of(
            new Share(FaceLessons::caption, 1),
            new Share(SceneLessons::caption, 1),
            new Share(BindingLessons::letters, 0.5));
    List<Share> knowing =
        List.of(
            new Share(FaceLessons::caption, 0.8),
            new Share(FaceLessons::traits, 0.4),
            new Share(SceneLessons::caption, 0.8),
            new Share(SceneLessons::answers, 3),
            new Share(SceneLessons::letter, 1),
            new Share(BindingLessons::letters, 0.5),
            new Share(figures::portraitFacts, 1.2),
            new Share(figures::namedFacts, 0.5),
            new Share(figures::sentences, 0.3),
            new Share(figures::portraitLetter, 0.4),
            new Share(figures::namedLetters, 0.4));
    return new Curriculum(
        List.of(
            new Stage("see", (int) (500 * scale), seeing),
            new Stage("know", (int) (5_300 * scale), knowing)),
        2_500);
  }

  /** Runs the recipe into a directory, which then holds {@code initial} and {@code trained}. */
  public static void main(String[] arguments) throws Exception {
    Path out = Path.of(arguments[0]);
    double scale = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 1;
    double rate = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 7e-4;
    RandomStream random = new RandomStream(SEED);
    World world = World.draw(World.SEED);
    Path initial = out.resolve("initial");
    Files.createDirectories(initial);
    BytePairVocabulary vocabulary =
        BytePairTrainer.train(VocabularyTexts.draw(random.child("texts")), MERGES);
    MiniArchitecture.Sizes sizes = MiniArchitecture.Sizes.STANDARD;
    int size = TokenizerFiles.write(initial, vocabulary, VocabularyTexts.FIXED, sizes.maxPositions());
    MiniArchitecture.writeInitial(initial, random.child("weights"), size, sizes);
    System.out.println("vocabulary of " + size);
    Curriculum curriculum = curriculum(world, scale);
    Trainer.Settings settings =
        new Trainer.Settings(
            Map.of(Part.VISION, rate, Part.PROJECTOR, rate, Part.LANGUAGE, rate),
            0.01,
            AdamW.Settings.DEFAULT,
            new LearningRateSchedule(
                LearningRateSchedule.Shape.COSINE, 100, curriculum.steps()),
            false);
    long start = System.nanoTime();
    try (Checkpoint base = Checkpoint.load(initial, Precision.F32, Device.cpu());
        Adapter adapter =
            Adapter.create(base.model(), AdapterPlan.everything(), random.child("adapter"));
        Checkpoint learning = base.with(adapter);
        Trainer trainer = new Trainer(learning.model(), settings, random.child("dropout"))) {
      Trial trial = new Trial(world, learning);
      new Pretraining(new LessonBatches(learning), trainer, curriculum, random.child("lessons"))
          .run(
              (step, stage, result) -> {
                if (step % 25 == 0) {
                  System.out.printf(
                      "%s step %d of %d, loss %.3f, gradient %.2f, %.0f s%n",
                      stage,
                      step,
                      curriculum.steps(),
                      result.loss(),
                      result.gradientNorm(),
                      (System.nanoTime() - start) / 1e9);
                }
                if (step % 500 == 0) {
                  trial.print();
                  write(learning, out.resolve("trained"));
                }
              });
      write(learning, out.resolve("trained"));
    }
  }

  private static void write(Checkpoint learning, Path directory) {
    try (LlavaModel merged = learning.model().merged()) {
      CheckpointWriter.write(merged, directory);
    }
  }
}
