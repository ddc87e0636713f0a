package org.pulsebench.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.pulsebench.RandomStream;
import org.pulsebench.tensor.Scope;

/** Generates answers token by token, many sequences at a time, with cached keys and values. */
public final class Generator {

  private Generator() {}

  /**
   * Returns the new tokens of each sequence.
   *
   * @param prompts whose sequences the answers continue
   * @throws org.pulsebench.BadInputException if a prompt and {@code maxNewTokens} together are
   *     longer than the model has positions
   * @throws org.pulsebench.DivergedException if a model's scores are NaN
   */
  public static List<int[]> generate(LlavaModel model, Batch prompts, GenerationSettings settings) {
    try (Scope scope = model.openScope();
        Prefix prefix = model.prefix(scope, prompts, settings.maxNewTokens())) {
      return continueFrom(prefix, settings);
    }
  }

  /**
   * Returns the new tokens of several answers to the same prompts, which go through the model once.
   *
   * @param prefix stays as it is
   * @param rows the sequence of the prefix that each answer continues
   * @throws org.pulsebench.BadInputException if a prompt and {@code maxNewTokens} together are
   *     longer than the model has positions
   * @throws org.pulsebench.DivergedException if a model's scores are NaN
   */
  public static List<int[]> generate(
      LlavaModel model, Prefix prefix, int[] rows, GenerationSettings settings) {
    try (Scope scope = model.openScope();
        Prefix copy = prefix.copy(scope, rows, settings.maxNewTokens())) {
      return continueFrom(copy, settings);
    }
  }

  private static List<int[]> continueFrom(Prefix prefix, GenerationSettings settings) {
    List<Answer> answers =
        IntStream.range(0, prefix.rows()).mapToObj(row -> new Answer(row, settings)).toList();
    for (int i = 0; i < settings.maxNewTokens(); i++) {
      int[] next = choose(prefix, answers, settings.sampling());
      for (Answer answer : answers) {
        answer.add(next[answer.row]);
      }
      if (i + 1 == settings.maxNewTokens()
          || answers.stream().allMatch(answer -> answer.finished)) {
        break;
      }
      prefix.append(next);
    }
    return answers.stream().map(Answer::tokens).toList();
  }

  private static int[] choose(Prefix prefix, List<Answer> answers, Sampling sampling) {
    if (!(sampling instanceof Sampling.Nucleus nucleus)) {
      return prefix.mostLikelyNext();
    }
    float[] logits = prefix.nextLogits();
    int vocabulary = logits.length / answers.size();
    int[] chosen = new int[answers.size()];
    for (Answer answer : answers) {
      int from = answer.row * vocabulary;
      float[] row = Arrays.copyOfRange(logits, from, from + vocabulary);
      prefix.requireFinite(answer.row, largest(row));
      chosen[answer.row] = draw(row, nucleus, answer.random);
    }
    return chosen;
  }

  /** Returns the largest number, or NaN if one is. */
  private static float largest(float[] row) {
    float largest = Float.NEGATIVE_INFINITY;
    for (float value : row) {
      largest = Math.max(largest, value);
    }
    return largest;
  }

  /**
   * Draws from the smallest set of most likely tokens whose probability reaches the bound; never an
   * empty set.
   *
   * @param logits the largest of them finite, none NaN
   */
  static int draw(float[] logits, Sampling.Nucleus nucleus, RandomStream random) {
    Integer[] order = IntStream.range(0, logits.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, (a, b) -> Float.compare(logits[b], logits[a]));
    double[] weights = new double[order.length];
    double total = 0;
    for (int i = 0; i < order.length; i++) {
      weights[i] = StrictMath.exp((logits[order[i]] - logits[order[0]]) / nucleus.temperature());
      total += weights[i];
    }
    double kept = 0;
    int count = 0;
    while (count < order.length && (count == 0 || kept < nucleus.topP() * total)) {
      kept += weights[count++];
    }
    double at = random.nextDouble() * kept;
    for (int i = 0; i < count; i++) {
      at -= weights[i];
      if (at < 0) {
        return order[i];
      }
    }
    return order[count - 1];
  }

  private static final class Answer {

    private final int row;
    private final GenerationSettings settings;
    private final RandomStream random;
    private final List<Integer> tokens = new ArrayList<>();
    private boolean finished;

    Answer(int row, GenerationSettings settings) {
      this.row = row;
      this.settings = settings;
      long seed = settings.sampling() instanceof Sampling.Nucleus nucleus ? nucleus.seed() : 0;
      this.random = new RandomStream(seed).child(row);
    }

    void add(int token) {
      if (!finished) {
        tokens.add(token);
        finished = settings.stopIds().contains(token);
      }
    }

    int[] tokens() {
      return tokens.stream().mapToInt(Integer::intValue).toArray();
    }
  }
}
