package org.pulsebench.evaluation;

import java.util.Objects;
import org.pulsebench.Checks;
import org.pulsebench.data.ClozeQuestion;

/**
 * What a model filled a blank with.
 *
 * @param answer the text that the model wrote, whole
 * @param right whether it contains the truth ({@link MllmuPrompts#fillsBlank})
 */
public record ClozePrediction(ClozeQuestion question, String answer, boolean right) {

  public ClozePrediction {
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(answer, "answer");
    boolean agrees = MllmuPrompts.fillsBlank(answer, question);
    Checks.require(right == agrees, "right", right, agrees + " for this answer");
  }

  /** Returns the prediction that an answer amounts to. */
  static ClozePrediction of(ClozeQuestion question, String answer) {
    return new ClozePrediction(question, answer, MllmuPrompts.fillsBlank(answer, question));
  }
}
