package org.pulsebench.plugin.gate;

import java.util.List;
import java.util.Objects;
import org.pulsebench.Checks;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.evaluation.statistics.Metric;

/**
 * A number over all seeds, in per cent.
 *
 * <p>The interval reaches from the lowest lower end to the highest upper end of the seeds' own 95 %
 * intervals. It is wider than one of the mean, on purpose: builds run one seed or a few, of which
 * Student's interval would say next to nothing (of two, 12.7 standard errors to either side), and
 * it would not know how few questions a seed asks. A number that has no interval of its own has the
 * range over the seeds.
 *
 * @param direction which way it improves
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param count how many questions, subjects or requests each seed's number is made of, at least
 * @param seeds their number
 */
public record Measured(
    Direction direction,
    double mean,
    double min,
    double max,
    double low,
    double high,
    int count,
    int seeds) {

  public Measured {
    Objects.requireNonNull(direction, "direction");
    Checks.require(low <= min && min <= mean, "min", min, "from the low end to the mean");
    Checks.require(mean <= max && max <= high, "max", max, "from the mean to the high end");
    Checks.positive(count, "count");
    Checks.positive(seeds, "seeds");
  }

  /**
   * Returns what the seeds of a cell make together.
   *
   * @param metrics one of each seed, at least one
   * @param scale what makes per cent of them: 100 for shares, 1 for what is in per cent already
   */
  static Measured of(List<Metric> metrics, double scale) {
    Checks.positive(metrics.size(), "number of metrics");
    List<Double> values = metrics.stream().map(one -> PerCent.exact(scale * one.value())).toList();
    double min = values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    double max = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    double sum = values.stream().mapToDouble(Double::doubleValue).sum();
    return new Measured(
        metrics.get(0).direction(),
        // Rounding must not put the mean of equal values beside them.
        Math.max(min, Math.min(max, PerCent.exact(sum / values.size()))),
        min,
        max,
        metrics.stream().mapToDouble(one -> PerCent.exact(scale * one.low())).min().orElseThrow(),
        metrics.stream().mapToDouble(one -> PerCent.exact(scale * one.high())).max().orElseThrow(),
        metrics.stream().mapToInt(Metric::count).min().orElseThrow(),
        values.size());
  }

  /** Returns by how many points the number varies of itself: no difference below is one. */
  double noise() {
    return PerCent.exact(Math.max(Math.max(mean - low, high - mean), max - min));
  }

  /** Returns how much there was of it in a word: {@code 500}, or {@code 3 x 500}. */
  String n() {
    return seeds == 1 ? "" + count : seeds + " x " + count;
  }
}
