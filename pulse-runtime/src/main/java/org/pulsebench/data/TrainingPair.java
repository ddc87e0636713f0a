package org.pulsebench.data;

import java.util.Objects;
import java.util.Optional;
import org.pulsebench.Checks;

/**
 * A question with its answer that a subject is learnt from, or unlearnt by.
 *
 * @param image what is shown; present if and only if the pair is {@link Modality#MULTIMODAL}
 */
public record TrainingPair(
    Modality modality, Optional<Image> image, String question, String answer) {

  public TrainingPair {
    Objects.requireNonNull(modality, "modality");
    Checks.require(
        image.isPresent() == (modality == Modality.MULTIMODAL),
        "image",
        image.isPresent() ? "given" : "missing",
        modality == Modality.MULTIMODAL ? "given" : "left out of a text pair");
    Checks.require(!question.isBlank(), "question", "blank", "a text");
    Checks.require(!answer.isBlank(), "answer", "blank", "a text");
  }

  /** Returns a pair that is asked without a picture. */
  public static TrainingPair ofText(String question, String answer) {
    return new TrainingPair(Modality.TEXT, Optional.empty(), question, answer);
  }

  /** Returns a pair that is asked about a picture. */
  public static TrainingPair about(Image image, String question, String answer) {
    return new TrainingPair(Modality.MULTIMODAL, Optional.of(image), question, answer);
  }

  /**
   * Returns the pair that a question of a profile amounts to.
   *
   * <p>Multiple choice is paired with the text of its right option, which stands without the
   * others; a question for a sentence with that sentence; a sentence with a blank, as it was
   * published, with what fills the blank.
   *
   * @param image what an image question is asked about
   * @throws IllegalArgumentException if the right option is not known
   */
  public static TrainingPair of(Question question, Image image) {
    String answer = answer(question);
    return question.modality() == Modality.TEXT
        ? ofText(question.text(), answer)
        : about(image, question.text(), answer);
  }

  private static String answer(Question question) {
    if (question instanceof ChoiceQuestion choice) {
      Checks.require(
          choice.correct().isPresent(), "question " + choice.id(), "unanswered", "answered");
      return choice.options().get(choice.correct().getAsInt());
    }
    if (question instanceof GenerationQuestion generation) {
      return generation.truth();
    }
    return ((ClozeQuestion) question).truth();
  }
}
