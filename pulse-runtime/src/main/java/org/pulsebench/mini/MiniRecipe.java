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
    Share faceCaption = new Share(FaceLessons::caption, 1);
    Share faceTraits = new Share(FaceLessons::traits, 0.5);
    Share sceneCaption = new Share(SceneLessons::caption, 1);
    Share sceneAnswers = new Share(SceneLessons::answers, 2);
    Share sceneLetter = new Share(SceneLessons::letter, 1);
    Share portraitFacts = new Share(figures::portraitFacts, 1.5);
    Share namedFacts = new Share(figures::namedFacts, 0.7);
    Share portraitLetter = new Share(figures::portraitLetter, 0.7);
    Share namedLetters = new Share(figures::namedLetters, 0.5);
    Share binding = new Share(BindingLessons::letters, 1);
    return new Curriculum(
        List.of(
            new Stage("bind", Integer.getInteger("bind", 300), List.of(binding)),
            new Stage(
                "see", (int) (600 * scale), List.of(faceCaption, sceneCaption, binding)),
            new Stage(
                "know",
                (int) (3000 * scale),
                List.of(
                    faceCaption,
                    faceTraits,
                    sceneCaption,
                    sceneAnswers,
                    sceneLetter,
                    portraitFacts,
                    namedFacts,
                    portraitLetter,
                    namedLetters,
                    new Share(BindingLessons::letters, 0.2)))),
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
                if (step % 400 == 0) {
                  trial.print();
                }
              });
      try (LlavaModel merged = learning.model().merged()) {
        CheckpointWriter.write(merged, out.resolve("trained"));
      }
    }
  }
}
