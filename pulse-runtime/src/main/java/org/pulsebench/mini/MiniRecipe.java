package org.pulsebench.mini;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.RandomStream;
import org.pulsebench.data.world.World;
import org.pulsebench.mini.Curriculum.Share;
import org.pulsebench.mini.Curriculum.Stage;
import org.pulsebench.mini.MiniArchitecture.Sizes;
import org.pulsebench.model.Adapter;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.CheckpointWriter;
import org.pulsebench.model.LlavaModel;
import org.pulsebench.model.Trainer;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.AdamW;
import org.pulsebench.tensor.LearningRateSchedule;

/**
 * The recipe of {@code mini}: from a seed to a checkpoint, the same bytes on every machine of a
 * class with the same number of threads.
 *
 * <p>The model first learns to see (captions of faces and scenes) and then to know (questions about
 * scenes, facts about public figures). It never meets a fictitious person, a scene drawn for the
 * exam, or a phrasing of the exam or of a profile's multiple choice. Sentences to say and blanks to
 * fill have no other phrasing than a profile's.
 */
public final class MiniRecipe {

  static final long SEED = 7;
  static final int MERGES = 1_500;
  private static final int SEEING_STEPS = 500;
  private static final int KNOWING_STEPS = 5_300;
  private static final int TOKENS_PER_BATCH = 2_500;
  private static final double RATE = 6e-4;
  private static final int WARMUP_STEPS = 100;
  private static final double WEIGHT_DECAY = 0.01;

  /** How fast familiarity falls with the rank of a figure. */
  private static final double RANK_EXPONENT = 1;

  /** How many ranks the most familiar figures are alike. */
  private static final double RANK_OFFSET = 10;

  private final RandomStream random = new RandomStream(SEED);
  private final World world = World.draw(World.SEED);
  private final Path directory;

  private MiniRecipe(Path directory) {
    this.directory = directory;
  }

  /**
   * Runs the recipe.
   *
   * @param arguments a directory, which gets {@code initial} (vocabulary and first weights), {@code
   *     trained} (weights in float32), {@code mini} (the whole checkpoint in bfloat16) and {@code
   *     loss.csv}; and, to store the checkpoint in the project, the directory of its resources
   */
  public static void main(String[] arguments) {
    if (arguments.length < 1 || arguments.length > 2) {
      System.err.println("usage: MiniRecipe DIRECTORY [RESOURCES]");
      System.exit(2);
    }
    MiniRecipe recipe = new MiniRecipe(Path.of(arguments[0]));
    Path checkpoint = recipe.run();
    if (arguments.length == 2) {
      MiniModel.pack(checkpoint, Path.of(arguments[1]));
    }
  }

  private Path run() {
    Path initial = directory.resolve("initial");
    Path trained = directory.resolve("trained");
    Path mini = directory.resolve("mini");
    writeInitial(initial);
    train(initial, trained);
    copyCompanions(initial, trained);
    Bfloat16Checkpoint.write(trained, mini);
    return mini;
  }

  private void writeInitial(Path initial) {
    create(initial);
    BytePairVocabulary vocabulary =
        BytePairTrainer.train(VocabularyTexts.draw(random.child("texts")), MERGES);
    Sizes sizes = Sizes.STANDARD;
    int size =
        TokenizerFiles.write(initial, vocabulary, VocabularyTexts.FIXED, sizes.maxPositions());
    MiniArchitecture.writeInitial(initial, random.child("weights"), size, sizes);
    System.out.println("vocabulary of " + size + " tokens");
  }

  private void train(Path initial, Path trained) {
    Curriculum curriculum =
        curriculum(new FigureLessons(world.population().figures(), RANK_EXPONENT, RANK_OFFSET));
    try (Checkpoint base = Checkpoint.load(initial, Precision.F32, Device.cpu());
        Adapter adapter =
            Adapter.create(base.model(), AdapterPlan.everything(), random.child("adapter"));
        Checkpoint learning = base.with(adapter);
        Trainer trainer =
            new Trainer(learning.model(), settings(curriculum), random.child("dropout"));
        LossCurve curve = LossCurve.start(directory.resolve("loss.csv"), curriculum.steps())) {
      new Pretraining(new LessonBatches(learning), trainer, curriculum, random.child("lessons"))
          .run(curve::add);
      try (LlavaModel merged = learning.model().merged()) {
        CheckpointWriter.write(merged, trained);
      }
    }
  }

  private static Trainer.Settings settings(Curriculum curriculum) {
    return new Trainer.Settings(
        Map.of(Part.VISION, RATE, Part.PROJECTOR, RATE, Part.LANGUAGE, RATE),
        WEIGHT_DECAY,
        AdamW.Settings.DEFAULT,
        new LearningRateSchedule(
            LearningRateSchedule.Shape.COSINE, WARMUP_STEPS, curriculum.steps()),
        false);
  }

  /** Returns what is learnt: first to see, then to know. */
  static Curriculum curriculum(FigureLessons figures) {
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
        List.of(new Stage("see", SEEING_STEPS, seeing), new Stage("know", KNOWING_STEPS, knowing)),
        TOKENS_PER_BATCH);
  }

  /** Copies vocabulary, templates and image processor, which training leaves alone. */
  private static void copyCompanions(Path from, Path to) {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.sorted().toList()) {
        Path target = to.resolve(file.getFileName());
        if (Files.notExists(target)) {
          Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    } catch (IOException e) {
      throw unwritable(to, e);
    }
  }

  /** Makes a directory where there is none yet. */
  static void create(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw unwritable(directory, e);
    }
  }

  private static EnvironmentException unwritable(Path directory, IOException e) {
    return new EnvironmentException(
        new Problem(
            "The recipe cannot write its files",
            directory.toString(),
            e.toString(),
            "a directory that can be written",
            "Choose another directory or free some space."),
        e);
  }
}
