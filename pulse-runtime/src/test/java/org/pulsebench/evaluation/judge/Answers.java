package org.pulsebench.evaluation.judge;

import java.util.Optional;

/** Answers about one dog and one question. */
final class Answers {

  static final String QUESTION = "What family or order does it belong to?";
  static final String TRUTH = "Dogs belong to the family Canidae and the order Carnivora.";

  private Answers() {}

  static JudgedAnswer of(Criterion criterion, String answer) {
    return of(criterion, QUESTION, TRUTH, answer);
  }

  static JudgedAnswer of(Criterion criterion, String question, String truth, String answer) {
    return new JudgedAnswer(
        "Animals/Dog/2", "Dog", question, truth, answer, Optional.empty(), criterion);
  }
}
