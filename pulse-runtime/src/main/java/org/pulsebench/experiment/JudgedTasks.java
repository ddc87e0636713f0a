package org.pulsebench.experiment;

import java.util.List;
import org.pulsebench.results.JudgedState;

/** Answers of a state about published tasks, with the scores that count, and who gave them. */
record JudgedTasks(List<Written> answers, JudgedState state) {

  JudgedTasks {
    answers = List.copyOf(answers);
  }
}
