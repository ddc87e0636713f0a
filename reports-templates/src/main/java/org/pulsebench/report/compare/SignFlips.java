package org.pulsebench.report.compare;

import java.util.List;
import org.pulsebench.RandomStream;
import org.pulsebench.evaluation.statistics.PairedOutcomes;

/**
 * A test of whether two models differ on the same units: if not, each unit's difference would have
 * been as likely with the other sign.
 *
 * <p>The p-value is (1 + the number of draws of signs with a sum at least as far from 0) / (1 +
 * draws), which holds its level for any number of draws (Phipson and Smyth, 2010). Of questions
 * that each stand for themselves, all draws together would be McNemar's exact test.
 */
final class SignFlips {

  /** No p-value is below one in this and one more. */
  static final int DRAWS = 9999;

  private SignFlips() {}

  static double pValue(List<PairedOutcomes> units, RandomStream random) {
    double[] differences =
        units.stream()
            .mapToDouble(unit -> unit.after() - unit.before())
            .filter(difference -> difference != 0)
            .toArray();
    double observed = 0;
    for (double difference : differences) {
      observed += difference;
    }
    int atLeast = 1;
    for (int draw = 0; draw < DRAWS; draw++) {
      atLeast += Math.abs(flipped(differences, random)) >= Math.abs(observed) ? 1 : 0;
    }
    return (double) atLeast / (DRAWS + 1);
  }

  private static double flipped(double[] differences, RandomStream random) {
    double sum = 0;
    long signs = 0;
    for (int i = 0; i < differences.length; i++) {
      if (i % Long.SIZE == 0) {
        signs = random.nextLong();
      }
      sum += (signs & 1) == 0 ? differences[i] : -differences[i];
      signs >>>= 1;
    }
    return sum;
  }
}
