package org.pulsebench.evaluation.statistics;

import java.util.List;
import org.pulsebench.Checks;

/**
 * What the questions about one subject, or one question alone, scored before and after, summed up.
 *
 * @param before sum of the scores before: of right answers, their number
 * @param after sum of the scores of the same questions after
 * @param count number of those questions, at least 1
 */
public record PairedOutcomes(double before, double after, int count) {

  public PairedOutcomes {
    Numbers.requireFinite(before, "before");
    Numbers.requireFinite(after, "after");
    Checks.positive(count, "count");
  }

  /**
   * Sums up scores question by question.
   *
   * @param before at least one
   * @param after of the same questions
   */
  public static PairedOutcomes ofScores(List<Double> before, List<Double> after) {
    requireSameNumber(before.size(), after.size());
    return new PairedOutcomes(sum(before), sum(after), before.size());
  }

  /**
   * Counts right answers question by question.
   *
   * @param before whether each question was answered right, at least one
   * @param after the same of the same questions
   */
  public static PairedOutcomes ofAnswers(List<Boolean> before, List<Boolean> after) {
    requireSameNumber(before.size(), after.size());
    return new PairedOutcomes(right(before), right(after), before.size());
  }

  private static void requireSameNumber(int before, int after) {
    Checks.require(before == after, "number of scores after", after, before + ", as before");
  }

  private static double sum(List<Double> scores) {
    double sum = 0;
    for (double score : scores) {
      sum += score;
    }
    return sum;
  }

  private static long right(List<Boolean> answers) {
    return answers.stream().filter(right -> right).count();
  }
}
