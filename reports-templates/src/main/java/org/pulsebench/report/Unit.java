package org.pulsebench.report;

import java.util.Locale;

/** What a number is counted in, and with how many digits it is shown. */
public enum Unit {
  /** From 0 to 100, or beyond where something was gained. */
  PERCENT("%", 1),

  /** Differences of per cent. */
  POINTS("points", 1),

  /** Whole numbers. */
  COUNT("", 0),

  /** Scores of judges, from 0 to 1. */
  SCORE("", 3),

  /** Numbers without a unit, such as a loss. */
  NUMBER("", 3),

  /** Probabilities of tests; below a thousandth, only that is shown. */
  PROBABILITY("", 3),

  SECONDS("s", 1);

  private final String symbol;
  private final int decimals;

  Unit(String symbol, int decimals) {
    this.symbol = symbol;
    this.decimals = decimals;
  }

  /** Returns what stands behind the number; empty where nothing does. */
  public String symbol() {
    return symbol;
  }

  /** Returns how many digits stand behind the point. */
  public int decimals() {
    return decimals;
  }

  /** Returns a number as reports show it, without the symbol; differences have their sign. */
  public String text(double value) {
    if (this == PROBABILITY && value < 0.001) {
      return "<0.001";
    }
    String plain = digits(value, decimals);
    return this == POINTS ? signed(plain) : plain;
  }

  /** Returns a difference of two such numbers, with its sign; of per cent it is in points. */
  public String difference(double value) {
    return signed(digits(value, decimals));
  }

  /** Returns a number with some digits behind the point; one that rounds to nothing has no sign. */
  static String digits(double value, int decimals) {
    String digits = String.format(Locale.ROOT, "%." + decimals + "f", value);
    return digits.matches("-0(\\.0+)?") ? digits.substring(1) : digits;
  }

  private static String signed(String digits) {
    return digits.matches("-.*|0(\\.0+)?") ? digits : "+" + digits;
  }
}
