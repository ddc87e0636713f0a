package org.pulsebench.evaluation;

import java.util.Objects;
import java.util.Optional;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.data.Image;
import org.pulsebench.data.Question;

/**
 * A question that is answered in words, with the picture that it is asked about.
 *
 * @param <Q> the kind of question: one with a blank or one that is answered in a sentence
 * @param image empty for a text question; for an image question, empty to ask it blind, which tells
 *     how much the words alone give away
 */
public record WrittenItem<Q extends Question>(Q question, Optional<Image> image) {

  /** Checks that a text question comes without a picture. */
  public WrittenItem {
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(image, "image");
    ChoiceItem.requireImageQuestion(question, image);
  }

  /** Returns this item without its picture. */
  public WrittenItem<Q> blind() {
    return new WrittenItem<>(question, Optional.empty());
  }

  /** Requires a truth that an answer can miss: every answer contains the empty one. */
  void requireTruth(String truth) {
    if (truth.isBlank()) {
      throw new BadInputException(
          new Problem(
              "The true answer is empty",
              "question " + question.id(),
              "\"" + truth + "\"",
              "at least one visible character",
              "Correct or remove this question in the data."));
    }
  }
}
