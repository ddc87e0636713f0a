package org.pulsebench.plugin.gate;

import java.math.RoundingMode;
import java.util.Objects;

/**
 * A value that was held against a bound.
 *
 * @param measured what the value was taken from
 * @param upper whether the value must not be over the bound; otherwise it must not be under it
 * @param value per cent
 * @param limit the bound, per cent
 * @param decimals how many are shown
 * @param origin where the bound is from, in brackets after it; blank if the user wrote it
 */
public record Numbers(
    Measured measured, boolean upper, double value, double limit, int decimals, String origin) {

  public Numbers {
    Objects.requireNonNull(measured, "measured");
    Objects.requireNonNull(origin, "origin");
  }

  /** Returns by how many points the bound is kept; negative if it is not. */
  public double margin() {
    return PerCent.exact(upper ? limit - value : value - limit);
  }

  /** Returns whether the bound is kept, which a value that equals it does. */
  public boolean isKept() {
    return margin() >= 0;
  }

  /**
   * Returns the value as it is shown: where it misses the bound it is rounded away from it, so that
   * both never read alike.
   */
  String valueText() {
    return PerCent.text(
        value,
        decimals,
        isKept() ? RoundingMode.HALF_UP : upper ? RoundingMode.CEILING : RoundingMode.FLOOR);
  }

  /** Returns the bound as it is shown, rounded away from a value that misses it. */
  String limitText() {
    return PerCent.text(
        limit,
        decimals,
        isKept() ? RoundingMode.HALF_UP : upper ? RoundingMode.FLOOR : RoundingMode.CEILING);
  }

  String marginText() {
    return PerCent.text(margin(), decimals, isKept() ? RoundingMode.HALF_UP : RoundingMode.UP);
  }

  String noiseText() {
    return PerCent.text(measured.noise(), decimals, RoundingMode.HALF_UP);
  }

  /** Returns the bound in words, such as {@code at most 40.0}. */
  String boundText() {
    return (upper ? "at most " : "at least ") + limitText();
  }
}
