package org.pulsebench.evaluation.judge;

import org.pulsebench.Checks;

/**
 * What a judging model costs, in whatever money its user counts.
 *
 * @param in for a million tokens of what it is asked, 0 or more
 * @param out for a million tokens of what it replies, 0 or more
 */
public record TokenPrices(double in, double out) {

  private static final double MILLION = 1e6;

  public TokenPrices {
    Checks.require(in >= 0 && Double.isFinite(in), "in", in, "0 or more");
    Checks.require(out >= 0 && Double.isFinite(out), "out", out, "0 or more");
  }

  double of(long tokensIn, long tokensOut) {
    return (in * tokensIn + out * tokensOut) / MILLION;
  }
}
