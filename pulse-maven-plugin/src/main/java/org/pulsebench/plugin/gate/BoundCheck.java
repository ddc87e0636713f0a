package org.pulsebench.plugin.gate;

import java.math.RoundingMode;
import java.util.Optional;
import org.pulsebench.evaluation.statistics.Direction;

/**
 * Holds a number against bounds.
 *
 * @param measured the number
 * @param require what of it has to keep them
 */
record BoundCheck(Measured measured, Requirement require) {

  private static final int LEAST_DECIMALS = 1;

  Numbers minimum(Amount amount) {
    return numbers(false, amount.value(), amount, "");
  }

  Numbers maximum(Amount amount) {
    return numbers(true, amount.value(), amount, "");
  }

  /** Holds it against a baseline, in the metric's bad direction and never closer than the noise. */
  Numbers loss(Bound.MaximumLoss bound, Measured baseline) {
    double given =
        bound.relative()
            ? Math.abs(baseline.mean()) * bound.amount().value() / 100
            : bound.amount().value();
    double noise = Math.max(measured.noise(), baseline.noise());
    double tolerance = PerCent.exact(Math.max(given, noise));
    boolean upper = measured.direction() == Direction.LOWER_IS_BETTER;
    String origin =
        " (baseline %s %s %s%s)"
            .formatted(
                shown(baseline.mean(), bound.amount()),
                upper ? "+" : "-",
                shown(tolerance, bound.amount()),
                noise > given ? ", the noise" : "");
    double limit = baseline.mean() + (upper ? tolerance : -tolerance);
    return numbers(upper, limit, bound.amount(), origin);
  }

  /** Returns by how much it is better than a baseline, if that is more than the noise. */
  Optional<String> gain(Measured baseline) {
    double difference = measured.mean() - baseline.mean();
    double gain =
        PerCent.exact(measured.direction() == Direction.LOWER_IS_BETTER ? -difference : difference);
    return gain > Math.max(measured.noise(), baseline.noise())
        ? Optional.of(PerCent.text(gain, LEAST_DECIMALS, RoundingMode.DOWN))
        : Optional.empty();
  }

  /**
   * Holds it against a band, and returns the side that it comes nearer to.
   *
   * @param published the middle of the band
   * @param error how well that is known, in points
   */
  Numbers within(Amount points, double published, double error) {
    double width = PerCent.exact(Math.max(points.value(), error));
    Numbers over = side(true, points, published, width, error);
    Numbers under = side(false, points, published, width, error);
    return over.margin() <= under.margin() ? over : under;
  }

  private Numbers side(boolean upper, Amount points, double middle, double width, double error) {
    String origin =
        " (published %s %s %s%s)"
            .formatted(
                shown(middle, points),
                upper ? "+" : "-",
                shown(width, points),
                error > points.value() ? ", as well as it is known" : "");
    return numbers(upper, middle + (upper ? width : -width), points, origin);
  }

  private Numbers numbers(boolean upper, double limit, Amount amount, String origin) {
    return new Numbers(
        measured,
        upper,
        require.of(measured, upper),
        PerCent.exact(limit),
        decimals(amount),
        origin);
  }

  private static String shown(double number, Amount amount) {
    return PerCent.text(number, decimals(amount), RoundingMode.HALF_UP);
  }

  private static int decimals(Amount amount) {
    return Math.max(LEAST_DECIMALS, amount.decimals());
  }
}
