package org.pulsebench.plugin.gate;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers per cent: exact enough to be compared, short enough to be read. */
final class PerCent {

  /** Far finer than any question counts, and far coarser than what adding up doubles loses. */
  private static final double FINEST = 1e9;

  private PerCent() {}

  /** Returns a number without what arithmetic on doubles has put at its end. */
  static double exact(double number) {
    return Math.rint(number * FINEST) / FINEST;
  }

  /** Returns a number with so many decimals. */
  static String text(double number, int decimals, RoundingMode rounding) {
    return BigDecimal.valueOf(number).setScale(decimals, rounding).toPlainString();
  }
}
