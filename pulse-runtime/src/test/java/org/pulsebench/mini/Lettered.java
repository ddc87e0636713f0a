package org.pulsebench.mini;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** A lettered question read back from a turn's text, the letters as they stand there. */
record Lettered(String question, List<String> letters, List<String> options, int correct) {

  /**
   * Reads a turn.
   *
   * @param mark what stands between a letter and its option
   */
  static Lettered of(Turn turn, String mark, String instruction) {
    assertThat(turn.question()).endsWith(instruction);
    String text = turn.question().substring(0, turn.question().length() - instruction.length());
    List<String> letters = new ArrayList<>();
    List<String> options = new ArrayList<>();
    StringBuilder question = new StringBuilder();
    for (String line : text.split("\n")) {
      if (line.startsWith(mark, 1)) {
        letters.add(line.substring(0, 1));
        options.add(line.substring(1 + mark.length()));
      } else {
        question.append(question.isEmpty() ? "" : "\n").append(line);
      }
    }
    return new Lettered(question.toString(), letters, options, letters.indexOf(turn.answer()));
  }

  /** Returns the option whose letter is the answer. */
  String answer() {
    return options.get(correct);
  }
}
