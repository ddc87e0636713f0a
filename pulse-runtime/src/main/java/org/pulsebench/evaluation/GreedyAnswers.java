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
import org.pulsebench.model.text.LabelPolicy;

/**
 * Greedy answers to many prompts.
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

  /** Creates the settings with {@link #DEFAULT_BATCH_SIZE}. */
  public GreedyAnswers(int maxNewTokens) {
    this(maxNewTokens, DEFAULT_BATCH_SIZE);
  }

  /**
   * Returns the model's answers as text, without special tokens and without white space around
   * them, in the order of the prompts.
   *
   * @throws BadInputException if there is no prompt, one is longer than the model's positions allow
   *     with an answer of this length after it, or a picture cannot be used
   * @throws org.pulsebench.DivergedException if the model's scores are not finite
   */
  public List<String> answers(Checkpoint checkpoint, List<ImagePrompt> prompts) {
    requireSome(prompts);
    Pictures pictures = new Pictures(checkpoint);
    List<SharedPrompts.Row> rows = new ArrayList<>();
    for (ImagePrompt prompt : prompts) {
      int[] ids = checkpoint.tokenize(prompt.prompt(), LabelPolicy.ANSWER_ONLY).ids();
      requireRoom(checkpoint, prompt, ids.length);
      rows.add(new SharedPrompts.Row(ids, pictures.digests(prompt.images())));
    }
    GenerationSettings settings =
        GenerationSettings.greedy(checkpoint.model().config(), maxNewTokens);
    String[] answers = new String[rows.size()];
    SharedPrompts.run(
        checkpoint,
        pictures,
        rows,
        batchSize,
        (scope, prefix, members) -> {
          int[] all = IntStream.range(0, members.length).toArray();
          List<int[]> tokens = Generator.generate(checkpoint.model(), prefix, all, settings);
          for (int i = 0; i < members.length; i++) {
            answers[members[i]] = checkpoint.decode(tokens.get(i), settings);
          }
        });
    return Arrays.asList(answers);
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

  private void requireRoom(Checkpoint checkpoint, ImagePrompt prompt, int length) {
    int limit = checkpoint.model().config().decoder().maxPositions();
    if ((long) length + maxNewTokens > limit) {
      throw new BadInputException(
          new Problem(
              "A prompt leaves no room for its answer",
              prompt.prompt().where(),
              length + " tokens and an answer of up to " + maxNewTokens,
              "at most " + limit + " together",
              "Shorten the question, or allow a shorter answer."));
    }
  }
}
