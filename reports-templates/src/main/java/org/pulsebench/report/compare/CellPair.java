package org.pulsebench.report.compare;

import java.util.List;
import java.util.Optional;
import org.pulsebench.evaluation.statistics.Metric;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.StateResult;

/** Two cells of one seed that both came through all requests. */
record CellPair(CellResult baseline, CellResult other) {

  long seed() {
    return baseline.seed();
  }

  /** Returns the accuracies of both on a set; empty unless both have one. */
  Optional<Metrics> metrics(String set) {
    Optional<Metric> before = metric(baseline, set);
    Optional<Metric> after = metric(other, set);
    return before.isPresent() && after.isPresent()
        ? Optional.of(new Metrics(seed(), before.get(), after.get()))
        : Optional.empty();
  }

  private static Optional<Metric> metric(CellResult cell, String set) {
    return cell.last(cell.protocol().scorer()).flatMap(state -> state.accuracy(set));
  }

  static List<Verdict> verdicts(Verdicts source, CellResult cell, String set) {
    StateResult last = cell.states().get(cell.states().size() - 1);
    return source.of(cell, last).stream().filter(one -> one.set().equals(set)).toList();
  }

  /** The accuracies of both with one seed. */
  record Metrics(long seed, Metric baseline, Metric other) {

    double difference() {
      return other.value() - baseline.value();
    }
  }
}
