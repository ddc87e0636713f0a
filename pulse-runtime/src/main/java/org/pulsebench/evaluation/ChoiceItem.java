package org.pulsebench.evaluation;

import java.util.Objects;
import java.util.Optional;
import org.pulsebench.Checks;
import org.pulsebench.data.ChoiceQuestion;
import org.pulsebench.data.ExamQuestion;
import org.pulsebench.data.Image;
import org.pulsebench.data.Modality;
import org.pulsebench.data.Question;

/**
 * A multiple-choice question with the picture that it is asked about.
 *
 * @param image empty for a text question; for an image question, empty to ask it blind, which tells
 *     how much the words alone give away
 */
public record ChoiceItem(ChoiceQuestion question, Optional<Image> image) {

  /** Checks that a text question comes without a picture. */
  public ChoiceItem {
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(image, "image");
    requireImageQuestion(question, image);
  }

  /**
   * Requires that a question with a picture is an image question.
   *
   * @throws IllegalArgumentException if it is not
   */
  static void requireImageQuestion(Question question, Optional<Image> image) {
    Checks.require(
        image.isEmpty() || question.modality() == Modality.MULTIMODAL,
        "image",
        "given",
        "empty for the text question " + question.id());
  }

  /** Returns a row of an exam as it is asked. */
  public static ChoiceItem of(ExamQuestion row) {
    return new ChoiceItem(row.question(), Optional.of(row.image()));
  }

  /** Returns this item without its picture. */
  public ChoiceItem blind() {
    return new ChoiceItem(question, Optional.empty());
  }

  /** Returns what messages call this item. */
  String where() {
    return "question " + question.id();
  }

  /** Returns what messages call an option of this item. */
  String where(int option) {
    return where() + ", option " + ChoiceQuestion.letter(option);
  }

  /** Returns the question, after its hint and a newline where it has one. */
  String text() {
    return question.hint().map(hint -> hint + "\n").orElse("") + question.text();
  }
}
