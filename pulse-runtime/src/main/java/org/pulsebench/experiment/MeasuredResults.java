package org.pulsebench.experiment;

import java.util.List;
import java.util.Objects;

/**
 * Results with what came of every cell in numbers: computed once, for the file and for the tables.
 *
 * @param cells those of the results, in their order
 */
record MeasuredResults(Results results, List<CellMetrics> cells) {

  MeasuredResults {
    Objects.requireNonNull(results, "results");
    cells = List.copyOf(cells);
  }

  static MeasuredResults of(Results results) {
    // Every cell draws from a stream of its own, so that the order of work changes nothing.
    return new MeasuredResults(
        results, results.cells().parallelStream().map(CellMetrics::of).toList());
  }
}
