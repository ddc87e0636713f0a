package org.pulsebench.report;

import org.pulsebench.Checks;
import org.pulsebench.evaluation.statistics.Spread;

/** The 95 % interval of a mean over seeds, by Student's t: seeds are few, and vary. */
public final class StudentT {

  /** Quantiles at 0.975 for 1, 2, ... degrees of freedom. */
  private static final double[] QUANTILES = {
    12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624, 2.306004, 2.262157,
    2.228139, 2.200985, 2.178813, 2.160369, 2.144787, 2.131450, 2.119905, 2.109816, 2.100922,
    2.093024, 2.085963, 2.079614, 2.073873, 2.068658, 2.063899, 2.059539, 2.055529, 2.051831,
    2.048407, 2.045230, 2.042272
  };

  private static final double NORMAL = 1.959964;

  private StudentT() {}

  /** Returns the quantile at 0.975, correct to four digits. */
  public static double quantile(int freedom) {
    Checks.positive(freedom, "degrees of freedom");
    if (freedom <= QUANTILES.length) {
      return QUANTILES[freedom - 1];
    }
    // The first two terms of the expansion in 1 / freedom around the normal quantile.
    double z = NORMAL;
    double first = (Math.pow(z, 3) + z) / 4;
    double second = (5 * Math.pow(z, 5) + 16 * Math.pow(z, 3) + 3 * z) / 96;
    return z + first / freedom + second / ((double) freedom * freedom);
  }

  /** Returns half the width of the interval. */
  static double halfWidth(Spread spread) {
    return quantile(spread.count() - 1)
        * spread.standardDeviation().orElseThrow()
        / Math.sqrt(spread.count());
  }
}
