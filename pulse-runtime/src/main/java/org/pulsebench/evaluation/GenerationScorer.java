package org.pulsebench.evaluation;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.pulsebench.data.GenerationQuestion;
import org.pulsebench.model.Checkpoint;

/**
 * Lets a model answer in a sentence and compares its greedy answers with the true ones, as
 * MLLMU-Bench does ({@link MllmuPrompts#generation}).
 *
 * @param answers how the answers are generated
 */
public record GenerationScorer(GreedyAnswers answers) {

  public GenerationScorer {
    Objects.requireNonNull(answers, "answers");
  }

  /** Creates a scorer that allows as long answers as the benchmark's code does. */
  public GenerationScorer() {
    this(new GreedyAnswers(MllmuPrompts.MAX_NEW_TOKENS));
  }

  /**
   * Returns the model's predictions, in the order of the items.
   *
   * @param items at least one; those about one picture are best given in one call, since they share
   *     its computation
   * @throws org.pulsebench.BadInputException if there is no item, or a question cannot be put to
   *     this model, which the message names: too long, without a true answer, with a broken picture
   * @throws org.pulsebench.DivergedException if the model's scores are not finite
   */
  public List<GenerationPrediction> score(
      Checkpoint checkpoint, List<WrittenItem<GenerationQuestion>> items) {
    items.forEach(item -> item.requireTruth(item.question().truth()));
    List<ImagePrompt> prompts =
        items.stream().map(item -> MllmuPrompts.generation(item.question(), item.image())).toList();
    List<String> said = answers.answers(checkpoint, prompts);
    return IntStream.range(0, items.size())
        .mapToObj(i -> GenerationPrediction.of(items.get(i).question(), said.get(i)))
        .toList();
  }
}
