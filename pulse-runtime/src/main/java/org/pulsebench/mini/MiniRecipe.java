package org.pulsebench.mini;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.PartMode;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.AdamW;
import org.pulsebench.tensor.LearningRateSchedule;

/**
 * The recipe of {@code mini}: from a seed to a checkpoint, the same bytes on every machine of a
 * class with the same number of threads.
 *
 * <p>A vision tower learns to see first, under a decoder that is just large enough to say what it
 * sees: captions of faces and scenes. Then the model gets that tower and a larger decoder, which
 * learns to find the letter of an option, and at last to know: questions about scenes, facts about
 * public figures. It never meets a fictitious person, a scene drawn for the exam, or a phrasing of
 * the exam or of a profile's multiple choice. Sentences to say and blanks to fill have no other
 * phrasing than a profile's.
 */
public final class MiniRecipe {

  static final long SEED = 7;
  static final int MERGES = 1_500;
  private static final double SEEING_RATE = 1.5e-3;
  private static final double KNOWING_RATE = 1e-3;
  private static final int WARMUP_STEPS = 100;
  private static final double WEIGHT_DECAY = 0.01;

  /** How often a training is written down as a checkpoint, to look at it on its way. */
  private static final int SNAPSHOT_STEPS = 1_000;

  /** How fast familiarity falls with the rank of a figure. */
  private static final double RANK_EXPONENT = 1.5;

  /** How many ranks the most familiar figures are alike. */
  private static final double RANK_OFFSET = 10;

  /** As LLaVA is trained: a random decoder would spoil what the tower has learnt. */
  private static final AdapterPlan WITH_FROZEN_VISION =
      new AdapterPlan(
          Map.of(Part.PROJECTOR, PartMode.FULL, Part.LANGUAGE, PartMode.FULL),
          LoraSettings.of(1, 1));

  private final RandomStream random = new RandomStream(SEED);
  private final World world = World.draw(World.SEED);
  private final Path directory;

  private MiniRecipe(Path directory) {
    this.directory = directory;
  }

  /**
   * Runs the recipe.
   *
   * @param arguments a directory, which gets {@code seeing} and {@code knowing}, the two trainings
   *     with their first weights, their weights in float32 and their losses, and {@code mini}, the
   *     whole checkpoint in bfloat16; and, to store the checkpoint in the project, the directory of
   *     its resources
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
    BytePairVocabulary vocabulary =
        BytePairTrainer.train(VocabularyTexts.draw(random.child("texts")), MERGES);
    Path seeing = train("seeing", vocabulary, Sizes.SEEING, Optional.empty());
    Path knowing = train("knowing", vocabulary, Sizes.STANDARD, Optional.of(seeing));
    Path mini = directory.resolve("mini");
    Bfloat16Checkpoint.write(knowing, mini);
    return mini;
  }

  /** Trains a model of some sizes from its first weights on and returns where it is then. */
  private Path train(
      String name, BytePairVocabulary vocabulary, Sizes sizes, Optional<Path> seeing) {
    Path initial = directory.resolve(name).resolve("initial");
    Path trained = directory.resolve(name).resolve("trained");
    create(initial);
    int size =
        TokenizerFiles.write(initial, vocabulary, VocabularyTexts.FIXED, sizes.maxPositions());
    MiniArchitecture.writeInitial(
        initial, random.child(name).child("weights"), size, sizes, seeing);
    train(initial, trained, name);
    return trained;
  }

  private void train(Path initial, Path trained, String name) {
    boolean seeing = name.equals("seeing");
    Curriculum curriculum =
        seeing
            ? seeing()
            : knowing(new FigureLessons(world.population().figures(), RANK_EXPONENT, RANK_OFFSET));
    RandomStream draws = random.child(name);
    try (Checkpoint base = Checkpoint.load(initial, Precision.F32, Device.cpu());
        Adapter adapter =
            Adapter.create(
                base.model(),
                seeing ? AdapterPlan.everything() : WITH_FROZEN_VISION,
                draws.child("adapter"));
        Checkpoint learning = base.with(adapter);
        Trainer trainer =
            new Trainer(
                learning.model(),
                settings(curriculum, seeing ? SEEING_RATE : KNOWING_RATE),
                draws.child("dropout"));
        LossCurve curve =
            LossCurve.start(directory.resolve(name).resolve("loss.csv"), curriculum.steps())) {
      new Pretraining(new LessonBatches(learning), trainer, curriculum, draws.child("lessons"))
          .run(
              (step, stage, result) -> {
                curve.add(step, stage, result);
                if (step % SNAPSHOT_STEPS == 0 && step < curriculum.steps()) {
                  write(learning.model(), initial, initial.resolveSibling("step-" + step));
                }
              });
      write(learning.model(), initial, trained);
    }
  }

  private static void write(LlavaModel model, Path initial, Path directory) {
    try (LlavaModel merged = model.merged()) {
      CheckpointWriter.write(merged, directory);
    }
    copyCompanions(initial, directory);
  }

  private static Trainer.Settings settings(Curriculum curriculum, double rate) {
    return new Trainer.Settings(
        Map.of(Part.VISION, rate, Part.PROJECTOR, rate, Part.LANGUAGE, rate),
        WEIGHT_DECAY,
        AdamW.Settings.DEFAULT,
        new LearningRateSchedule(
            LearningRateSchedule.Shape.COSINE, WARMUP_STEPS, curriculum.steps()),
        false);
  }

  /** Returns what the vision tower learns. */
  static Curriculum seeing() {
    List<Share> captions =
        List.of(
            new Share(SceneLessons::detailedCaption, 3),
            new Share(SceneLessons::caption, 1),
            new Share(FaceLessons::caption, 1));
    return new Curriculum(List.of(new Stage("see", 1_500, 5_000, captions)));
  }

  /** Returns what the decoder learns: to find letters, to read what the tower sees, to know. */
  static Curriculum knowing(FigureLessons figures) {
    Share option = new Share(BindingLessons::option, 1);
    Share optionsFirst = new Share(BindingLessons::optionsFirst, 3);
    Share questionFirst = new Share(BindingLessons::questionFirst, 0.3);
    List<Share> looking =
        List.of(
            new Share(FaceLessons::caption, 0.4),
            new Share(FaceLessons::traits, 0.3),
            new Share(SceneLessons::caption, 1),
            new Share(SceneLessons::answers, 3),
            questionFirst);
    List<Share> knowing = new ArrayList<>(looking);
    knowing.add(new Share(SceneLessons::letter, 1.5));
    knowing.add(new Share(figures::portraitFacts, 0.6));
    knowing.add(new Share(figures::namedFacts, 0.4));
    knowing.add(new Share(figures::sentences, 0.3));
    knowing.add(new Share(figures::portraitLetter, 0.8));
    knowing.add(new Share(figures::namedLetter, 0.8));
    return new Curriculum(
        List.of(
            new Stage("find an option", 500, 450, List.of(option)),
            new Stage("find it later", 400, 500, List.of(option, optionsFirst)),
            new Stage(
                "find it as it is asked",
                600,
                500,
                List.of(optionsFirst, new Share(BindingLessons::questionFirst, 9))),
            new Stage("look", 700, 2_500, looking),
            new Stage("know", 4_800, 2_500, knowing)));
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
