package org.pulsebench.evaluation;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.pulsebench.data.ClozeQuestion;
import org.pulsebench.model.Checkpoint;

/**
 * Lets a model fill blanks and looks for the truth in its greedy answers, as MLLMU-Bench does
 * ({@link MllmuPrompts#cloze}).
 *
 * @param answers how the answers are generated
 * @param examples shown with their answers before each question of their modality
 */
public record ClozeScorer(GreedyAnswers answers, List<WrittenItem<ClozeQuestion>> examples) {

  public ClozeScorer {
    Objects.requireNonNull(answers, "answers");
    examples = List.copyOf(examples);
    examples.forEach(example -> example.requireTruth(example.question().truth()));
  }

  /** Creates a scorer that allows as long answers as the benchmark's code does. */
  public ClozeScorer(List<WrittenItem<ClozeQuestion>> examples) {
    this(new GreedyAnswers(MllmuPrompts.MAX_NEW_TOKENS), examples);
  }

  /** Creates a scorer that shows no examples. */
  public ClozeScorer(GreedyAnswers answers) {
    this(answers, List.of());
  }

  /** Creates such a scorer with answers as long as the benchmark's code allows. */
  public ClozeScorer() {
    this(List.<WrittenItem<ClozeQuestion>>of());
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
  public List<ClozePrediction> score(
      Checkpoint checkpoint, List<WrittenItem<ClozeQuestion>> items) {
    items.forEach(item -> item.requireTruth(item.question().truth()));
    List<ImagePrompt> prompts =
        items.stream().map(item -> MllmuPrompts.cloze(item, examples)).toList();
    List<String> said = answers.answers(checkpoint, prompts);
    return IntStream.range(0, items.size())
        .mapToObj(i -> ClozePrediction.of(items.get(i).question(), said.get(i)))
        .toList();
  }
}
