package org.pulsebench.mini;

import java.util.List;
import java.util.Objects;
import org.pulsebench.data.ChoiceQuestion;

/** A question of a lesson and the answer to be learnt. */
record Turn(String question, String answer) {

  Turn {
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(answer, "answer");
  }

  /** Returns a turn that asks for a letter in the words of MLLMU-Bench. */
  static Turn mllmuLetter(String question, List<String> options, int correct) {
    return new Turn(
        question
            + lettered(options, ":")
            + "\nJust give ONE letter representing the answer directly.",
        String.valueOf(ChoiceQuestion.letter(correct)));
  }

  /** Returns a turn that asks for a letter in LLaVA's words for MMBench. */
  static Turn mmbenchLetter(String question, List<String> options, int correct) {
    return new Turn(
        question
            + lettered(options, ".")
            + "\nAnswer with the option's letter from the given choices directly.",
        String.valueOf(ChoiceQuestion.letter(correct)));
  }

  private static String lettered(List<String> options, String mark) {
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
