package org.pulsebench.evaluation;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.pulsebench.Checks;
import org.pulsebench.data.ChoiceQuestion;

/**
 * What a model answered to a multiple-choice question.
 *
 * @param chosen the index of the option taken; empty where the answer takes none, or no single one
 * @param answer the text that the model wrote; empty for a scorer that lets it write none
 * @param optionScores what each option scored, higher is better; empty for a scorer that reads a
 *     written answer
 * @param right whether the right option was taken; false where the publisher keeps it back
 */
public record Prediction(
    ChoiceQuestion question,
    OptionalInt chosen,
    String answer,
    List<Double> optionScores,
    boolean right) {

  public Prediction {
    Objects.requireNonNull(question, "question");
    Objects.requireNonNull(answer, "answer");
    optionScores = List.copyOf(optionScores);
    int options = question.options().size();
    chosen.ifPresent(
        index ->
            Checks.require(
                index >= 0 && index < options, "chosen", index, "the index of an option"));
    Checks.require(
        optionScores.isEmpty() || optionScores.size() == options,
        "number of optionScores",
        optionScores.size(),
        options + ", one an option, or 0");
    boolean agrees = isRight(question, chosen);
    Checks.require(right == agrees, "right", right, agrees + " for what was chosen");
  }

  /** Returns the prediction that a written answer amounts to. */
  static Prediction written(ChoiceQuestion question, OptionalInt chosen, String answer) {
    return new Prediction(question, chosen, answer, List.of(), isRight(question, chosen));
  }

  /** Returns the prediction of the option with the highest score, the first one on a tie. */
  static Prediction ranked(ChoiceQuestion question, List<Double> scores) {
    int best = 0;
    for (int i = 1; i < scores.size(); i++) {
      best = scores.get(i) > scores.get(best) ? i : best;
    }
    OptionalInt chosen = OptionalInt.of(best);
    return new Prediction(question, chosen, "", scores, isRight(question, chosen));
  }

  private static boolean isRight(ChoiceQuestion question, OptionalInt chosen) {
    return chosen.isPresent() && chosen.equals(question.correct());
  }
}
