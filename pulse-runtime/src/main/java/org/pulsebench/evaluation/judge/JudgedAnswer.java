package org.pulsebench.evaluation.judge;

import java.util.Objects;
import java.util.Optional;
import org.pulsebench.Checks;
import org.pulsebench.data.Image;

/**
 * An answer that is to be judged, with all that a judge may want to know.
 *
 * @param id names the question in messages
 * @param subject the name of what the question is about
 * @param truth the answer to compare with
 * @param answer what the model wrote; may be empty
 * @param picture what the question was asked about, where the judge may see it
 */
public record JudgedAnswer(
    String id,
    String subject,
    String question,
    String truth,
    String answer,
    Optional<Image> picture,
    Criterion criterion) {

  public JudgedAnswer {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(subject, "subject");
    Checks.require(!question.isBlank(), "question " + id, "blank", "a text");
    Checks.require(!truth.isBlank(), "truth of " + id, "blank", "a text");
    Objects.requireNonNull(answer, "answer");
    Objects.requireNonNull(picture, "picture");
    Objects.requireNonNull(criterion, "criterion");
  }
}
