package org.pulsebench.evaluation;

import java.util.Optional;
import org.pulsebench.data.Image;

/**
 * The direct question: a question without its options, to be answered in the words of one.
 *
 * <p>The frame is that of MLLMU-Bench's cloze questions: {@code USER: <image>}, or {@code USER:}
 * alone where there is no picture, a newline, the hint if there is one with a newline, the
 * question, a newline and {@code ASSISTANT:}.
 */
public final class DirectPrompts {

  private DirectPrompts() {}

  /** Returns the prompt that {@link LikelihoodScorer} and {@link OpenScorer} ask an item with. */
  public static ImagePrompt prompt(ChoiceItem item) {
    return prompt(item.text(), item.image(), item.where());
  }

  /**
   * Returns the prompt that any question is asked with, in learning and unlearning too.
   *
   * @param where what messages call the question
   */
  public static ImagePrompt prompt(String question, Optional<Image> image, String where) {
    String text = MllmuPrompts.opening(image) + question + "\nASSISTANT:";
    return ImagePrompt.verbatim(text, image, where);
  }
}
