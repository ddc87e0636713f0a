package org.pulsebench.experiment;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.TrainingPair;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.DecoderConfig;
import org.pulsebench.model.config.Estimate;
import org.pulsebench.model.config.ModelConfig;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.Precision;
import org.pulsebench.model.config.VisionConfig;

/**
 * What steps take by arithmetic, from a model's shape alone: operations are counted and divided by
 * a {@link Throughput}.
 *
 * <p>A token costs {@code 2 P} operations forward, with {@code P} the parameters that it is
 * multiplied by, and {@code 4 L H C / 2} for attention over a context of {@code C} positions; as
 * many again backward to its activations, since base weights are frozen; adapters cost {@code 6 T}.
 * A picture goes through the vision tower once for each set of examples.
 *
 * @param checkpointing whether training goes forward twice
 * @param throughput of the machine
 */
record Forecast(
    ModelShape shape, Precision precision, boolean checkpointing, Throughput throughput) {

  /** Tokens of a question with its answer, beside those of a picture. */
  static final int TEXT_TOKENS = 64;

  /** Tokens of a row of the exam, whose options are shown. */
  private static final int EXAM_TOKENS = 128;

  /** A letter and the end of the answer. */
  private static final int ANSWER_TOKENS = 2;

  private static final int WRITTEN_TOKENS = 50;

  /** Answers that are generated together; what is kept of positions allows no more. */
  private static final int TOGETHER = 24;

  private static final double MULTIPLY_ADD = 2;

  /** Bytes that are read from a disk in a second. */
  private static final double DISK = 1e9;

  /**
   * How often a method runs the batches of a step through the model.
   *
   * @param trained forward and backward
   * @param referred forward only, as a reference that is not trained
   * @param kept whether one of them is of what is kept
   */
  private record Passes(int trained, int referred, boolean kept) {}

  /** Of the methods that PULSE has; any other is taken for one that does all. */
  private static final Map<String, Passes> PASSES =
      Map.of(
          "ga", new Passes(1, 0, false),
          "ga-klr", new Passes(2, 1, true),
          "npo", new Passes(1, 1, false),
          "gd", new Passes(2, 0, true),
          "kl", new Passes(2, 1, true),
          "po", new Passes(2, 0, true));

  private static final Passes MOST = new Passes(2, 2, true);

  /** Returns the seconds that a checkpoint takes to come from a disk of 1 GB/s. */
  double load() {
    return shape.parameters() * (double) precision.bytes() / DISK;
  }

  /** Returns the seconds of a training. */
  double seconds(TrainingStep step) {
    Passes passes = passes(step);
    double share = imageShare(step.corpus());
    double tokens = TEXT_TOKENS + share * shape.imageTokens();
    double pass = tokens * forward(tokens) + share * projector();
    double adapted = tokens * 6 * trainable(step.plan());
    double trained = (checkpointing ? 3 : 2) * pass + adapted;
    double pair = passes.trained() * trained + passes.referred() * pass;
    double people = people(step.corpus(), step.pairs());
    if (passes.kept()) {
      people += people(step.corpus(), step.keptPairs());
    }
    return (rows(step) * pair + people * picture()) / throughput.flops();
  }

  /** Returns the seconds of an evaluation. */
  double seconds(EvaluateStep step) {
    return secondsOfSubjects(step) + secondsOfExam(step);
  }

  /** Returns the seconds of its questions about subjects. */
  double secondsOfSubjects(EvaluateStep step) {
    return asked(
        step.subjects().size(),
        step.questionsOfSubjects(),
        TEXT_TOKENS,
        step.written() ? WRITTEN_TOKENS : ANSWER_TOKENS);
  }

  /** Returns the seconds of its exam, all rotations of a question after one picture. */
  double secondsOfExam(EvaluateStep step) {
    Set<Long> pictures = new HashSet<>();
    step.exam()
        .ifPresent(
            sitting -> sitting.rows().stream().map(ExamQuestion::group).forEach(pictures::add));
    return asked(pictures.size(), step.questionsOfExam(), EXAM_TOKENS, ANSWER_TOKENS);
  }

  private double asked(double pictures, double questions, int tokens, int written) {
    double begun = shape.imageTokens() * forward(shape.imageTokens()) + projector() + picture();
    double read = questions * tokens * forward(shape.imageTokens() + tokens);
    double weights = multiplied() * precision.bytes();
    double generated = Math.ceil(questions / TOGETHER) * written * weights / throughput.bandwidth();
    return (pictures * begun + read) / throughput.flops() + generated;
  }

  /** Returns how many batches of a step are in one graph. */
  static int batches(TrainingStep step) {
    return passes(step).trained();
  }

  private static Passes passes(TrainingStep step) {
    if (step instanceof LearnStep) {
      boolean replays = step.keptPairs() > 0;
      return new Passes(replays ? 2 : 1, 0, replays);
    }
    return PASSES.getOrDefault(step.methodName(), MOST);
  }

  private static double rows(TrainingStep step) {
    OptionalLong steps = step.trainingSteps();
    return steps.isPresent()
        ? (double) steps.getAsLong() * step.batchSize().orElse(1)
        : step.pairs();
  }

  private static double imageShare(Corpus corpus) {
    List<TrainingPair> pairs = pairs(corpus);
    return (double) pairs.stream().filter(pair -> pair.image().isPresent()).count() / pairs.size();
  }

  static double people(Corpus corpus, int pairs) {
    return (double) pairs * corpus.ids().size() / pairs(corpus).size();
  }

  private static List<TrainingPair> pairs(Corpus corpus) {
    return corpus.ids().stream().flatMap(id -> corpus.pairs(id).stream()).toList();
  }

  /** Operations of one token, one of so many in a row. */
  private double forward(double context) {
    DecoderConfig decoder = decoder();
    double attention = 2.0 * decoder.layers() * decoder.queryWidth() * context;
    return MULTIPLY_ADD * multiplied() + attention;
  }

  /** The table of input embeddings is looked up, unless it is the head as well. */
  private double multiplied() {
    DecoderConfig decoder = decoder();
    double table = decoder.tiedHead() ? 0 : (double) decoder.vocabSize() * decoder.hiddenSize();
    return estimate().parameters(Part.LANGUAGE) - table;
  }

  private double projector() {
    return MULTIPLY_ADD * estimate().parameters(Part.PROJECTOR) * shape.imageTokens();
  }

  /** Operations of a picture in the vision tower. */
  private double picture() {
    return config()
        .vision()
        .map(
            vision ->
                shape.views()
                    * vision.positions()
                    * (MULTIPLY_ADD * estimate().parameters(Part.VISION) + attention(vision)))
        .orElse(0.0);
  }

  private static double attention(VisionConfig vision) {
    return 4.0 * vision.layers() * vision.hiddenSize() * vision.positions();
  }

  private double trainable(AdapterPlan plan) {
    return estimate().trainableParameters(plan).values().stream().mapToLong(Long::longValue).sum();
  }

  private Estimate estimate() {
    return Estimate.of(config());
  }

  private ModelConfig config() {
    return shape.config();
  }

  private DecoderConfig decoder() {
    return config().decoder();
  }
}
