package org.pulsebench.results;

import java.util.Objects;
import org.pulsebench.Checks;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.evaluation.statistics.Spread;

/**
 * One metric over all seeds.
 *
 * @param requests after how many requests
 * @param metric the name of an accuracy, of a derived figure or of a sustainability
 * @param spread over the seeds that have a value, in the metric's own unit
 * @param missing number of seeds that have none: a request diverged, or the figure is undefined
 */
public record SummaryRow(
    CellGroup group,
    int requests,
    String scorer,
    String metric,
    Direction direction,
    Spread spread,
    int missing) {

  public SummaryRow {
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(scorer, "scorer");
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(direction, "direction");
    Objects.requireNonNull(spread, "spread");
    Checks.require(requests >= 0, "requests", requests, "0 or more");
    Checks.require(missing >= 0, "missing", missing, "0 or more");
  }
}
