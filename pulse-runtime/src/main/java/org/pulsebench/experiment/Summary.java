package org.pulsebench.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.evaluation.statistics.Metric;
import org.pulsebench.evaluation.statistics.Spread;

/** Sums up the seeds of an experiment. */
final class Summary {

  /**
   * One metric over all seeds.
   *
   * @param parts that were trained
   * @param requests after how many requests
   */
  record Row(
      String protocol,
      String method,
      String parts,
      int requests,
      String scorer,
      String metric,
      Direction direction,
      Spread spread) {}

  private record Key(
      String protocol,
      String method,
      String parts,
      int requests,
      String scorer,
      String metric,
      Direction direction) {}

  private Summary() {}

  /**
   * Returns a row for every accuracy of every state, in the order of the cells.
   *
   * <p>A state that a seed did not reach, because an earlier request diverged, counts in no row.
   */
  static List<Row> of(List<Cell> cells) {
    Map<Key, List<Double>> values = new LinkedHashMap<>();
    for (Cell cell : cells) {
      for (Cell.Reached reached : cell.states()) {
        for (String scorer : ResultsFile.scorers(cell)) {
          for (Metric metric : CellMetrics.of(cell, reached, scorer).accuracies()) {
            Key key =
                new Key(
                    cell.protocol().name(),
                    cell.method(),
                    cell.parts().id(),
                    reached.requests(),
                    scorer,
                    metric.name(),
                    metric.direction());
            values.computeIfAbsent(key, unknown -> new ArrayList<>()).add(metric.value());
          }
        }
      }
    }
    List<Row> rows = new ArrayList<>();
    values.forEach(
        (key, all) ->
            rows.add(
                new Row(
                    key.protocol(),
                    key.method(),
                    key.parts(),
                    key.requests(),
                    key.scorer(),
                    key.metric(),
                    key.direction(),
                    Spread.of(all))));
    return rows;
  }
}
