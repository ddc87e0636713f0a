package org.pulsebench.plugin.gate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.pulsebench.Checks;

/**
 * A number as a user wrote it.
 *
 * @param value per cent or points
 * @param decimals how many were written; messages show as many, and at least one
 */
public record Amount(double value, int decimals) {

  public Amount {
    Checks.require(Double.isFinite(value), "value", value, "finite");
    Checks.require(decimals >= 0, "decimals", decimals, "0 or more");
  }

  /** Returns the amount of a number without an exponent. */
  static Amount of(String text) {
    BigDecimal number = new BigDecimal(text);
    return new Amount(number.doubleValue(), Math.max(0, number.scale()));
  }

  /** Returns it as it was written. */
  String text() {
    return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).toString();
  }
}
