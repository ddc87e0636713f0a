package org.pulsebench.evaluation;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.Modality;

/**
 * Questions that are shown with their answers before the one that is asked.
 *
 * <p>MLLMU-Bench's code shows the questions of one randomly drawn person of the very set that is
 * evaluated, which tells the model true facts about the people it is asked about, and leaves that
 * person's questions out of the score ({@link #withoutExamples}). PULSE shows none by default.
 *
 * @param examples with their right options; image questions are shown before image questions and
 *     text questions before text questions
 */
public record FewShot(List<ChoiceItem> examples) {

  /**
   * Checks that every example can be shown.
   *
   * @throws BadInputException if the right option of one is not known, or the picture of an image
   *     question is missing
   */
  public FewShot {
    examples = List.copyOf(examples);
    for (ChoiceItem example : examples) {
      if (example.question().correct().isEmpty()) {
        throw unusable(example, "no right option", "the letter of an option");
      }
      if (example.question().modality() == Modality.MULTIMODAL && example.image().isEmpty()) {
        throw unusable(example, "no picture", "the picture that the question is about");
      }
    }
  }

  private static BadInputException unusable(ChoiceItem example, String found, String expected) {
    return new BadInputException(
        new Problem(
            "A question cannot be shown as an example",
            example.where(),
            found,
            expected,
            "Take another question as an example, or show none."));
  }

  /** Returns no example at all. */
  public static FewShot none() {
    return new FewShot(List.of());
  }

  /** Returns the items that are not among the examples, in their order. */
  public List<ChoiceItem> withoutExamples(List<ChoiceItem> items) {
    Set<ChoiceQuestion> shown =
        examples.stream().map(ChoiceItem::question).collect(Collectors.toSet());
    return items.stream().filter(item -> !shown.contains(item.question())).toList();
  }

  /** Returns the examples that are shown before an item, without pictures before a blind one. */
  List<ChoiceItem> before(ChoiceItem item) {
    return examples.stream()
        .filter(example -> example.question().modality() == item.question().modality())
        .map(example -> item.image().isPresent() ? example : example.blind())
        .toList();
  }
}
