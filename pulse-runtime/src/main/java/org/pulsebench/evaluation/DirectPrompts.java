package org.pulsebench.evaluation;

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
    String opening = MllmuPrompts.opening(item.image());
    return ImagePrompt.verbatim(opening + item.text() + "\nASSISTANT:", item.image(), item.where());
  }
}
