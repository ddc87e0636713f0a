package org.pulsebench.results.details;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.pulsebench.Checks;
import org.pulsebench.data.Question;

/**
 * A question as it was asked.
 *
 * @param number its index among all questions of the details
 * @param subject whom it is about; empty for a question of the exam
 * @param question its id, text, options and right answer
 * @param picture the number of the picture that it shows, if it shows one
 * @param category the leaf skill of a question of the exam; empty otherwise
 * @param group the group of skills of a question of the exam; empty otherwise
 */
public record AskedQuestion(
    int number,
    Optional<AskedSubject> subject,
    Question question,
    OptionalInt picture,
    String category,
    String group) {

  public AskedQuestion {
    Checks.require(number >= 0, "number", number, "0 or more");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(picture, "picture");
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(group, "group");
  }

  /** Returns whether it is a question of the exam. */
  public boolean isOfExam() {
    return subject.isEmpty();
  }
}
