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
import java.util.OptionalInt;
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
 * <p>Two trainings follow each other. A vision tower learns to see, under a decoder that is just
 * large enough to say what it sees: captions of faces and scenes. Then the model gets that tower,
 * which stays as it is, and a larger decoder, which learns to read what the tower sees, to know,
 * and to answer: questions about scenes, facts about public figures, by their text or by the letter
 * of an option. It never meets a fictitious person, a scene drawn for the exam, or a phrasing of
 * the exam or of a profile's multiple choice. Sentences to say and blanks to fill have no other
 * phrasing than a profile's.
 *
 * <p>An answer by letter takes two steps, of which the second, to find the option, needs what the
 * first has come to. So the decoder is asked for every answer after some of its layers already, and
 * for the option's text where the answer is a letter; without that a model of this size does not
 * learn to answer by letter at all.
 */
public final class MiniRecipe {

  static final long SEED = 7;
  static final int MERGES = 1_500;
  private static final int WARMUP_STEPS = 100;
  private static final double WEIGHT_DECAY = 0.01;

  /** How often a training is written down as a checkpoint, to look at it on its way. */
  private static final int SNAPSHOT_STEPS = 1_000;

  /** How fast familiarity falls with the rank of a figure. */
  private static final double RANK_EXPONENT = 2;

  /** How many ranks the most familiar figures are alike. */
  private static final double RANK_OFFSET = 10;

  /** As LLaVA is trained: a random decoder would spoil what the tower has learnt. */
  private static final AdapterPlan WITH_FROZEN_VISION =
      new AdapterPlan(
          Map.of(Part.PROJECTOR, PartMode.FULL, Part.LANGUAGE, PartMode.FULL),
          LoraSettings.of(1, 1));

  /** After how many of the decoder's layers answers are known. */
  private static final int KNOWING_LAYERS = 4;

  /**
   * One of the trainings.
   *
   * @param knowingLayers as {@link Pretraining} has it
   * @param rate its peak
   */
  record Training(
      String name,
      Curriculum curriculum,
      AdapterPlan plan,
      OptionalInt knowingLayers,
      double rate) {}

  private final RandomStream random = new RandomStream(SEED);
  private final Path directory;

  private MiniRecipe(Path directory) {
    this.directory = directory;
  }

  /**
   * Runs the recipe.
   *
   * @param arguments a directory, which gets {@code seeing} and {@code knowing}, the trainings with
   *     their weights in float32 and their losses, and {@code mini}, the whole checkpoint in
   *     bfloat16; and, to store the checkpoint in the project, the directory of its resources
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
    FigureLessons figures =
        new FigureLessons(
            World.draw(World.SEED).population().figures(), RANK_EXPONENT, RANK_OFFSET);
    BytePairVocabulary vocabulary =
        BytePairTrainer.train(VocabularyTexts.draw(random.child("texts")), MERGES);
    Path small = writeInitial("seeing", vocabulary, Sizes.SEEING, Optional.empty());
    Path seeing = train(small, seeing());
    Path large = writeInitial("knowing", vocabulary, Sizes.STANDARD, Optional.of(seeing));
    Path knowing = train(large, knowing(figures));
    Path mini = directory.resolve("mini");
    Bfloat16Checkpoint.write(knowing, mini);
    return mini;
  }

  private Path writeInitial(
      String name, BytePairVocabulary vocabulary, Sizes sizes, Optional<Path> seeing) {
    Path initial = directory.resolve(name).resolve("initial");
    create(initial);
    int size =
        TokenizerFiles.write(initial, vocabulary, VocabularyTexts.FIXED, sizes.maxPositions());
    MiniArchitecture.writeInitial(
        initial, random.child(name).child("weights"), size, sizes, seeing);
    return initial;
  }

  /** Trains a checkpoint and returns where what it has become is. */
  private Path train(Path initial, Training training) {
    Curriculum curriculum = training.curriculum();
    RandomStream draws = random.child(training.name());
    Path place = directory.resolve(training.name());
    create(place);
    try (Checkpoint base = Checkpoint.load(initial, Precision.F32, Device.cpu());
        Adapter adapter = Adapter.create(base.model(), training.plan(), draws.child("adapter"));
        Checkpoint learning = base.with(adapter);
        Trainer trainer =
            new Trainer(learning.model(), settings(training), draws.child("dropout"));
        LossCurve curve = LossCurve.start(place.resolve("loss.csv"), curriculum.steps())) {
      new Pretraining(
              new LessonBatches(learning),
              trainer,
              curriculum,
              training.knowingLayers(),
              draws.child("lessons"))
          .run(
              (step, stage, result) -> {
                curve.add(step, stage, result);
                if (step % SNAPSHOT_STEPS == 0 && step < curriculum.steps()) {
                  write(learning.model(), initial, place.resolve("step-" + step));
                }
              });
      return write(learning.model(), initial, place.resolve("trained"));
    }
  }

  private static Path write(LlavaModel model, Path initial, Path directory) {
    try (LlavaModel merged = model.merged()) {
      CheckpointWriter.write(merged, directory);
    }
    copyCompanions(initial, directory);
    return directory;
  }

  private static Trainer.Settings settings(Training training) {
    double rate = training.rate();
    return new Trainer.Settings(
        Map.of(Part.VISION, rate, Part.PROJECTOR, rate, Part.LANGUAGE, rate),
        WEIGHT_DECAY,
        AdamW.Settings.DEFAULT,
        new LearningRateSchedule(
            LearningRateSchedule.Shape.COSINE, WARMUP_STEPS, training.curriculum().steps()),
        false);
  }

  /** Returns how the vision tower learns. */
  static Training seeing() {
    List<Share> captions =
        List.of(
            new Share(SceneLessons::detailedCaption, 3),
            new Share(SceneLessons::caption, 1),
            new Share(FaceLessons::caption, 1));
    Curriculum curriculum = new Curriculum(List.of(new Stage("see", 1_500, 5_000, captions)));
    return new Training(
        "seeing", curriculum, AdapterPlan.everything(), OptionalInt.empty(), 1.5e-3);
  }

  private static List<Share> looking() {
    return List.of(
        new Share(FaceLessons::caption, 0.3),
        new Share(FaceLessons::traits, 0.3),
        new Share(SceneLessons::caption, 1),
        new Share(SceneLessons::answers, 2));
  }

  /**
   * Returns how the decoder learns: to read what the tower sees, to find an option, and to know.
   *
   * <p>Letters come along from the start, but not first: a decoder that finds letters before it has
   * seen a picture takes five times as long to read one.
   */
  static Training knowing(FigureLessons figures) {
    Share option = new Share(BindingLessons::option, 12);
    Share optionsFirst = new Share(BindingLessons::optionsFirst, 9);
    Share questionFirst = new Share(BindingLessons::questionFirst, 6);
    List<Share> looking = with(looking(), new Share(BindingLessons::option, 3));
    List<Share> finding = with(looking(), option, optionsFirst);
    List<Share> asked =
        with(looking(), optionsFirst, questionFirst, new Share(SceneLessons::letter, 3));
    List<Share> knowing =
        with(
            looking(),
            new Share(BindingLessons::questionFirst, 1),
            new Share(SceneLessons::letter, 3),
            new Share(figures::portraitFacts, 0.6),
            new Share(figures::namedFacts, 0.4),
            new Share(figures::sentences, 0.3),
            new Share(figures::portraitLetter, 0.8),
            new Share(figures::namedLetter, 0.8));
    Curriculum curriculum =
        new Curriculum(
            List.of(
                new Stage("look", 400, 1_500, looking),
                new Stage("find an option", 300, 800, finding),
                new Stage("find it as it is asked", 800, 1_000, asked),
                new Stage("know", 3_000, 2_500, knowing)));
    return new Training(
        "knowing", curriculum, WITH_FROZEN_VISION, OptionalInt.of(KNOWING_LAYERS), 1e-3);
  }

  private static List<Share> with(List<Share> shares, Share... others) {
    List<Share> all = new ArrayList<>(shares);
    all.addAll(List.of(others));
    return all;
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
