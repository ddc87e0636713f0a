package org.pulsebench.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.pulsebench.Checks;
import org.pulsebench.DivergedException;
import org.pulsebench.Problem;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.Prefix;
import org.pulsebench.model.text.TokenizedPrompt;

/**
 * Ranks the texts of the options by their log-probability, in nats, after the direct question
 * ({@link DirectPrompts}) and a space, as lm-evaluation-harness does for multiple choice; the model
 * sees no option and no letter.
 *
 * <p>Question and option are tokenized as one text, and the score is the sum over every token that
 * holds a character of the option. (lm-evaluation-harness, too, tokenizes them together, and splits
 * where the question alone would end.)
 *
 * @param variant what is ranked
 * @param endOfSequence whether the token that ends the answer counts too, which
 *     lm-evaluation-harness leaves out; a model that has learnt to end its answers then tells "red"
 *     from "red car" by it
 * @param batchSize most sequences, and most pictures, that go through the model together; memory
 *     grows with it, scores do not depend on it
 */
public record LikelihoodScorer(Variant variant, boolean endOfSequence, int batchSize)
    implements ChoiceScorer {

  /** What is ranked. */
  public enum Variant {
    /** The log-probability of the option: {@code acc} of lm-evaluation-harness. */
    PLAIN("likelihood"),

    /**
     * The log-probability divided by the number of characters (code points) of the option: {@code
     * acc_norm} of lm-evaluation-harness.
     */
    LENGTH_NORMALISED("likelihood-normalised");

    private final String id;

    Variant(String id) {
      this.id = id;
    }
  }

  /**
   * A question as token ids.
   *
   * @param options one sequence an option, question included
   * @param answers where the option begins in each
   * @param stem number of tokens that all sequences begin with and that belong to no option
   */
  private record Tokenized(List<int[]> options, int[] answers, int stem) {}

  public LikelihoodScorer {
    Objects.requireNonNull(variant, "variant");
    Checks.positive(batchSize, "batchSize");
  }

  /** Creates a scorer as lm-evaluation-harness has it, with {@link GreedyAnswers}' batch size. */
  public LikelihoodScorer(Variant variant) {
    this(variant, false, GreedyAnswers.DEFAULT_BATCH_SIZE);
  }

  @Override
  public String name() {
    return variant.id;
  }

  @Override
  public List<Prediction> score(Checkpoint checkpoint, List<ChoiceItem> items) {
    GreedyAnswers.requireSome(items);
    Pictures pictures = new Pictures(checkpoint);
    List<Tokenized> tokenized = new ArrayList<>();
    List<SharedPrompts.Row> rows = new ArrayList<>();
    for (ChoiceItem item : items) {
      Tokenized question = tokenize(pictures, item);
      int[] stem = Arrays.copyOf(question.options().get(0), question.stem());
      tokenized.add(question);
      rows.add(new SharedPrompts.Row(stem, pictures.digests(item.image().stream().toList())));
    }
    Prediction[] predictions = new Prediction[items.size()];
    SharedPrompts.run(
        checkpoint,
        pictures,
        rows,
        batchSize,
        (scope, prefix, members) -> {
          List<Tokenized> asked = Arrays.stream(members).mapToObj(tokenized::get).toList();
          List<double[]> sums = sums(prefix, asked);
          for (int i = 0; i < members.length; i++) {
            predictions[members[i]] = prediction(items.get(members[i]), sums.get(i));
          }
        });
    return Arrays.asList(predictions);
  }

  private Tokenized tokenize(Pictures pictures, ChoiceItem item) {
    ImagePrompt prompt = DirectPrompts.prompt(item);
    List<String> texts = item.question().options();
    List<int[]> options = new ArrayList<>();
    int[] answers = new int[texts.size()];
    for (int i = 0; i < answers.length; i++) {
      TokenizedPrompt whole =
          pictures.tokenize(
              prompt.prompt().at(item.where(i)).withAnswer(texts.get(i)), prompt.images());
      int[] ids = whole.ids();
      options.add(endOfSequence ? ids : Arrays.copyOf(ids, ids.length - 1));
      answers[i] = whole.promptLength();
    }
    int stem = Arrays.stream(answers).min().orElseThrow();
    return new Tokenized(options, answers, Math.min(stem, SharedPrompts.sharedLength(options)));
  }

  /** Returns the summed log-probability of every option of some questions. */
  private List<double[]> sums(Prefix prefix, List<Tokenized> asked) {
    List<int[]> pairs = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      for (int option = 0; option < asked.get(i).answers().length; option++) {
        pairs.add(new int[] {i, option});
      }
    }
    List<double[]> sums =
        asked.stream().map(question -> new double[question.answers().length]).toList();
    ToIntFunction<int[]> positions = pair -> asked.get(pair[0]).options().get(pair[1]).length;
    for (List<int[]> chunk : SharedPrompts.chunks(pairs, batchSize, positions)) {
      int[] rows = chunk.stream().mapToInt(pair -> pair[0]).toArray();
      List<int[]> continuations =
          chunk.stream().map(pair -> continuation(asked.get(pair[0]), pair[1])).toList();
      List<float[]> found = prefix.logProbs(rows, continuations);
      for (int i = 0; i < rows.length; i++) {
        Tokenized question = asked.get(rows[i]);
        int option = chunk.get(i)[1];
        float[] tokens = found.get(i);
        int from = question.answers()[option] - question.stem();
        sums.get(rows[i])[option] =
            IntStream.range(from, tokens.length).mapToDouble(token -> tokens[token]).sum();
      }
    }
    return sums;
  }

  private static int[] continuation(Tokenized question, int option) {
    return SharedPrompts.after(question.options().get(option), question.stem());
  }

  private Prediction prediction(ChoiceItem item, double[] sums) {
    List<Double> scores = new ArrayList<>();
    for (int i = 0; i < sums.length; i++) {
      if (!Double.isFinite(sums[i])) {
        throw new DivergedException(
            new Problem(
                "The log-probability of an option is not finite",
                item.where(i),
                "" + sums[i],
                "a finite number",
                "Check the weights for NaN; lower the learning rate of whatever trained them."));
      }
      String text = item.question().options().get(i);
      int length = text.codePointCount(0, text.length());
      scores.add(variant == Variant.PLAIN ? sums[i] : sums[i] / length);
    }
    return Prediction.ranked(item.question(), scores);
  }
}
