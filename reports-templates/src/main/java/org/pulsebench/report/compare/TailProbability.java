package org.pulsebench.report.compare;

import org.pulsebench.Checks;

/** Two-sided p-values of statistics. */
final class TailProbability {

  /** What a sum of probabilities may be off by; outcomes as likely as the observed one count. */
  private static final double TOLERANCE = 1e-7;

  private TailProbability() {}

  /**
   * Returns the chance that Student's t is at least as far from 0 (Abramowitz and Stegun, 26.7.3
   * and 26.7.4).
   */
  static double studentT(double t, int freedom) {
    Checks.positive(freedom, "degrees of freedom");
    double angle = Math.atan(Math.abs(t) / Math.sqrt(freedom));
    double cosine = Math.cos(angle);
    boolean odd = freedom % 2 == 1;
    double term = odd ? cosine : 1;
    double sum = freedom == 1 ? 0 : term;
    for (int i = odd ? 3 : 2; i <= freedom - 2; i += 2) {
      term *= cosine * cosine * (i - 1) / i;
      sum += term;
    }
    double within = odd ? 2 / Math.PI * (angle + Math.sin(angle) * sum) : Math.sin(angle) * sum;
    return Math.max(0, Math.min(1, 1 - within));
  }

  /**
   * Returns Fisher's exact p-value: the chance of all tables with the same margins that are at most
   * as likely as this one.
   *
   * @param right1 right answers of the first, of {@code count1}
   * @param right2 right answers of the second, of {@code count2}
   */
  static double fisher(int right1, int count1, int right2, int count2) {
    int right = right1 + right2;
    double observed = logProbability(right1, count1, right, count2);
    double sum = 0;
    for (int k = Math.max(0, right - count2); k <= Math.min(right, count1); k++) {
      double probability = logProbability(k, count1, right, count2);
      sum += probability <= observed + TOLERANCE ? Math.exp(probability) : 0;
    }
    return Math.min(1, sum);
  }

  private static double logProbability(int right1, int count1, int right, int count2) {
    return logChoose(count1, right1)
        + logChoose(count2, right - right1)
        - logChoose(count1 + count2, right);
  }

  private static double logChoose(int count, int chosen) {
    double sum = 0;
    for (int i = 1; i <= Math.min(chosen, count - chosen); i++) {
      sum += Math.log((double) (count - i + 1) / i);
    }
    return sum;
  }
}
