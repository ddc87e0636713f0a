package org.pulsebench.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.Problem;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.GenerationSettings;
import org.pulsebench.model.Generator;
import org.pulsebench.model.Prefix;

/**
 * Greedy answers to many prompts.
 *
 * <p>An answer ends with the model's end-of-sequence token, with {@code maxNewTokens}, or where the
 * model has no more positions, so that a small model can be asked as benchmarks ask large ones.
 *
 * @param maxNewTokens longest answer in tokens, at least 1
 * @param batchSize most prompts, and most pictures, that go through the model together; memory
 *     grows with it, answers do not depend on it
 */
public record GreedyAnswers(int maxNewTokens, int batchSize) {

  /** The batch size that serves a small model on a CPU. */
  public static final int DEFAULT_BATCH_SIZE = 64;

  public GreedyAnswers {
    Checks.positive(maxNewTokens, "maxNewTokens");
    Checks.positive(batchSize, "batchSize");
  }

  /**
   * Returns how many prompts go through a model together by default.
   *
   * @param positions of the longest of them
   */
  public static int together(int positions) {
    return Math.max(1, Math.min(DEFAULT_BATCH_SIZE, SharedPrompts.MOST_POSITIONS / positions));
  }

  /** Creates the settings with {@link #DEFAULT_BATCH_SIZE}. */
  public GreedyAnswers(int maxNewTokens) {
    this(maxNewTokens, DEFAULT_BATCH_SIZE);
  }

  /**
   * Returns the model's answers as text, without special tokens and without white space around
   * them, in the order of the prompts.
   *
   * @throws BadInputException if there is no prompt, one leaves the model no position for its
   *     answer, or a picture cannot be used
   * @throws org.pulsebench.DivergedException if the model's scores are not finite
   */
  public List<String> answers(Checkpoint checkpoint, List<ImagePrompt> prompts) {
    requireSome(prompts);
    Pictures pictures = new Pictures(checkpoint);
    List<SharedPrompts.Row> rows = new ArrayList<>();
    int[] room = new int[prompts.size()];
    for (ImagePrompt prompt : prompts) {
      int[] ids = pictures.tokenize(prompt.prompt(), prompt.images()).ids();
      room[rows.size()] = Math.min(maxNewTokens, positionsLeft(checkpoint, prompt, ids.length));
      rows.add(new SharedPrompts.Row(ids, pictures.digests(prompt.images())));
    }
    String[] answers = new String[rows.size()];
    SharedPrompts.run(
        checkpoint,
        pictures,
        rows,
        batchSize,
        (scope, prefix, members) -> {
          String[] written =
              written(checkpoint, prefix, Arrays.stream(members).map(row -> room[row]).toArray());
          for (int i = 0; i < members.length; i++) {
            answers[members[i]] = written[i];
          }
        });
    return Arrays.asList(answers);
  }

  /**
   * Returns the answers to the prompts of a prefix.
   *
   * @param room the longest answer of each
   */
  private static String[] written(Checkpoint checkpoint, Prefix prefix, int[] room) {
    // All stop where the first has no room; whichever is not finished there goes on by itself.
    int shared = Arrays.stream(room).min().orElseThrow();
    GenerationSettings settings = settings(checkpoint, shared);
    int[] all = IntStream.range(0, room.length).toArray();
    List<int[]> tokens = Generator.generate(checkpoint.model(), prefix, all, settings);
    String[] answers = new String[room.length];
    for (int i = 0; i < room.length; i++) {
      int[] answer = tokens.get(i);
      if (room[i] > shared && !settings.stopIds().contains(answer[answer.length - 1])) {
        answer =
            Generator.generate(
                    checkpoint.model(), prefix, new int[] {i}, settings(checkpoint, room[i]))
                .get(0);
      }
      answers[i] = checkpoint.decode(answer, settings);
    }
    return answers;
  }

  private static GenerationSettings settings(Checkpoint checkpoint, int maxNewTokens) {
    return GenerationSettings.greedy(checkpoint.model().config(), maxNewTokens);
  }

  /** Requires something to ask: an empty selection is a mistake made earlier. */
  static void requireSome(List<?> asked) {
    if (asked.isEmpty()) {
      throw new BadInputException(
          new Problem(
              "There is nothing to ask",
              "a list of questions",
              "none",
              "at least one",
              "Check the selection of questions."));
    }
  }

  private static int positionsLeft(Checkpoint checkpoint, ImagePrompt prompt, int length) {
    int limit = checkpoint.model().config().decoder().maxPositions();
    if (length >= limit) {
      throw new BadInputException(
          new Problem(
              "A prompt leaves no room for its answer",
              prompt.prompt().where(),
              length + " tokens",
              "fewer than the model's " + limit + " positions",
              "Shorten the question."));
    }
    return limit - length;
  }
}
