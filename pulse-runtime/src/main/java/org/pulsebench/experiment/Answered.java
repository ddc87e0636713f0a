package org.pulsebench.experiment;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.pulsebench.data.Modality;
import org.pulsebench.evaluation.Prediction;

/**
 * How a model answered one multiple-choice question; every mean and every test is computed from
 * these.
 *
 * @param scorer who judged it
 * @param subject whom it is about; empty for a question of the exam
 * @param question its id, unique within its corpus or exam
 * @param category the leaf skill of a question of the exam; empty otherwise
 * @param group the group of skills of a question of the exam; empty otherwise
 * @param chosen the index of the option taken, if one was
 * @param right whether that was the right one; of a question that an exam asks in rotations,
 *     whether it was in every rotation, while all else here is of the question as it was written
 * @param answer what the model wrote; empty where it only ranks
 * @param optionScores what each option scored; empty where the model writes
 */
public record Answered(
    String scorer,
    Optional<String> subject,
    String question,
    Modality modality,
    String category,
    String group,
    OptionalInt chosen,
    boolean right,
    String answer,
    List<Double> optionScores) {

  public Answered {
    Objects.requireNonNull(scorer, "scorer");
    Objects.requireNonNull(subject, "subject");
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(modality, "modality");
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(chosen, "chosen");
    Objects.requireNonNull(answer, "answer");
    optionScores = List.copyOf(optionScores);
  }

  static Answered ofSubject(String scorer, String subject, Prediction prediction) {
    return of(scorer, Optional.of(subject), "", "", prediction);
  }

  static Answered ofExam(String scorer, String category, String group, Prediction prediction) {
    return of(scorer, Optional.empty(), category, group, prediction);
  }

  /** Returns the same answer with another verdict on it. */
  Answered judged(boolean verdict) {
    return new Answered(
        scorer,
        subject,
        question,
        modality,
        category,
        group,
        chosen,
        verdict,
        answer,
        optionScores);
  }

  private static Answered of(
      String scorer,
      Optional<String> subject,
      String category,
      String group,
      Prediction prediction) {
    return new Answered(
        scorer,
        subject,
        prediction.question().id(),
        prediction.question().modality(),
        category,
        group,
        prediction.chosen(),
        prediction.right(),
        prediction.answer(),
        prediction.optionScores());
  }
}
