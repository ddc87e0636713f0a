package org.pulsebench.evaluation;

import java.util.OptionalInt;
import org.pulsebench.data.ChoiceQuestion;

/** How a benchmark asks for the letter of an option, and what it makes of the answer. */
public interface LetterPrompts {

  /** Returns the name in options and reports, for instance {@code mllmu-bench}. */
  String name();

  /** Returns the longest answer that the benchmark's code allows, in tokens. */
  int maxNewTokens();

  /** Returns the prompt for an item; an image question without its picture is asked blind. */
  ImagePrompt prompt(ChoiceItem item);

  /**
   * Returns the index of the option that an answer means, empty if it means none.
   *
   * @param answer the answer alone, without the prompt and without white space around it
   */
  OptionalInt chosen(String answer, ChoiceQuestion question);
}
