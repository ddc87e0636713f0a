package org.pulsebench.evaluation.statistics;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.pulsebench.Checks;

/**
 * How a number varies from seed to seed.
 *
 * @param mean arithmetic mean
 * @param standardDeviation of the sample, with n - 1 in the denominator; empty for one seed, which
 *     does not vary
 * @param min smallest value
 * @param max largest value
 * @param count number of seeds, at least 1
 */
public record Spread(
    double mean, OptionalDouble standardDeviation, double min, double max, int count) {

  public Spread {
    Numbers.requireFinite(mean, "mean");
    Numbers.requireFinite(min, "min");
    Numbers.requireFinite(max, "max");
    Checks.require(min <= mean && mean <= max, "mean", mean, "from " + min + " to " + max);
    Checks.positive(count, "count");
    Checks.require(
        standardDeviation.isPresent() == count > 1,
        "standardDeviation",
        standardDeviation,
        count > 1 ? "there for several seeds" : "empty for one seed");
    standardDeviation.ifPresent(
        deviation -> {
          Numbers.requireFinite(deviation, "standardDeviation");
          Checks.require(deviation >= 0, "standardDeviation", deviation, "0 or more");
        });
  }

  /**
   * Returns the spread of one number over seeds.
   *
   * @param values one a seed, at least one
   * @throws IllegalArgumentException if there is none, or one is NaN or infinite
   */
  public static Spread of(List<Double> values) {
    Checks.positive(values.size(), "number of values");
    values.forEach(value -> Numbers.requireFinite(value, "value"));
    double min = Collections.min(values);
    double max = Collections.max(values);
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    // Rounding must not put the mean of equal values beside them.
    double mean = Math.max(min, Math.min(max, sum / values.size()));
    return new Spread(mean, deviation(values, mean), min, max, values.size());
  }

  private static OptionalDouble deviation(List<Double> values, double mean) {
    if (values.size() == 1) {
      return OptionalDouble.empty();
    }
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return OptionalDouble.of(Math.sqrt(squares / (values.size() - 1)));
  }
}
