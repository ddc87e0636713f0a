package org.pulsebench.mini;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.data.ChoiceQuestion;

/**
 * A question of a lesson and the answer to be learnt.
 *
 * @param meaning of an answer that is the letter of an option: the option's text
 */
record Turn(String question, String answer, Optional<String> meaning) {

  /** What follows the options in MLLMU-Bench's prompts. */
  static final String MLLMU_INSTRUCTION =
      "\nJust give ONE letter representing the answer directly.";

  /** What follows the options in LLaVA's prompts for MMBench. */
  static final String MMBENCH_INSTRUCTION =
      "\nAnswer with the option's letter from the given choices directly.";

  /** What follows MLLMU-Bench's questions for a sentence about an image. */
  static final String SAY_OF_IMAGE =
      "\nAnswer the question based on your trained knowledge in one sentence accurately in"
          + " ENGLISH.";

  /** The same for questions of text alone. */
  static final String SAY_OF_TEXT =
      "\nAnswer the question based on your trained knowledge in one sentence in ENGLISH.";

  /** What follows MLLMU-Bench's sentences with a blank. */
  static final String FILL_BLANK =
      "\nPlease **ONLY** provide the correct answer that should replace the [Blank].";

  Turn {
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(answer, "answer");
    Objects.requireNonNull(meaning, "meaning");
  }

  /** Creates a turn whose answer says what it means. */
  Turn(String question, String answer) {
    this(question, answer, Optional.empty());
  }

  /** Returns a turn that one of some options answers by its letter. */
  static Turn lettered(String question, List<String> options, int correct) {
    return new Turn(
        question,
        String.valueOf(ChoiceQuestion.letter(correct)),
        Optional.of(options.get(correct)));
  }

  /** Returns a turn that asks for a letter in the words of MLLMU-Bench. */
  static Turn mllmuLetter(String question, List<String> options, int correct) {
    return lettered(question + list(options, ":") + MLLMU_INSTRUCTION, options, correct);
  }

  /** Returns a turn that asks for a letter in LLaVA's words for MMBench. */
  static Turn mmbenchLetter(String question, List<String> options, int correct) {
    return lettered(question + list(options, ".") + MMBENCH_INSTRUCTION, options, correct);
  }

  /** Returns options on lines of their own, each after its letter and a mark. */
  static String list(List<String> options, String mark) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < options.size(); i++) {
      text.append('\n')
          .append(ChoiceQuestion.letter(i))
          .append(mark)
          .append(' ')
          .append(options.get(i));
    }
    return text.toString();
  }
}
