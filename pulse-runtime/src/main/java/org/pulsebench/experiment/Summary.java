package org.pulsebench.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pulsebench.Checks;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.evaluation.statistics.Metric;
import org.pulsebench.evaluation.statistics.Spread;
import org.pulsebench.results.Figure;
import org.pulsebench.results.SetSustainability;
import org.pulsebench.results.TaskMetric;

/** Sums up the seeds of an experiment. */
final class Summary {

  /**
   * One metric over all seeds.
   *
   * @param metric an accuracy, a derived figure, or the sustainability of a set
   * @param requests after how many requests
   * @param spread over the seeds that have a value
   * @param missing number of seeds that have none: a request of theirs diverged, or the figure is
   *     undefined
   */
  record Row(
      Group group,
      int requests,
      String scorer,
      String metric,
      Direction direction,
      Spread spread,
      int missing) {

    Row {
      Checks.require(missing >= 0, "missing", missing, "0 or more");
    }
  }

  /**
   * What differs in nothing but the seed.
   *
   * @param parts that were trained
   */
  record Group(String protocol, String method, String parts) {

    static Group of(Cell cell) {
      return new Group(cell.protocol().name(), cell.method(), cell.parts().id());
    }
  }

  private record Key(
      Group group, int requests, String scorer, String metric, Direction direction) {}

  private final Map<Group, Integer> seeds = new LinkedHashMap<>();
  private final Map<Key, List<Double>> values = new LinkedHashMap<>();

  private Summary() {}

  /**
   * Returns a row for every accuracy, every derived figure and every sustainability, in the order
   * of the cells.
   *
   * <p>A state that a seed did not reach, because a request diverged, counts in no row; neither
   * does the last finite state of that request.
   */
  static List<Row> of(List<CellMetrics> cells) {
    Summary summary = new Summary();
    cells.forEach(summary::add);
    return summary.rows();
  }

  private void add(CellMetrics metrics) {
    Group group = Group.of(metrics.cell());
    seeds.merge(group, 1, Integer::sum);
    int last = metrics.cell().protocol().counts().requests();
    for (int requests = 0; requests < metrics.judged().size(); requests++) {
      if (metrics.cell().states().get(requests).diverged().isEmpty()) {
        for (Metric metric : metrics.judged().get(requests)) {
          add(group, requests, TaskMetric.JUDGE, metric);
        }
      }
    }
    addKnown(group, last, TaskMetric.JUDGE, metrics.drift());
    for (String scorer : metrics.cell().scorers()) {
      for (int requests = 0; requests <= last; requests++) {
        Optional<StateMetrics> state = metrics.after(requests, scorer);
        if (state.isPresent()) {
          for (Metric metric : state.get().accuracies()) {
            add(group, requests, scorer, metric);
          }
          addKnown(group, requests, scorer, state.get().derived());
        }
      }
      for (SetSustainability set : metrics.sustainability().getOrDefault(scorer, List.of())) {
        addKnown(group, last, scorer, set.figures());
      }
    }
  }

  private void addKnown(Group group, int requests, String scorer, List<Figure> figures) {
    for (Figure figure : figures) {
      if (figure instanceof Figure.Known known) {
        add(group, requests, scorer, known.metric());
      }
    }
  }

  private void add(Group group, int requests, String scorer, Metric metric) {
    Key key = new Key(group, requests, scorer, metric.name(), metric.direction());
    values.computeIfAbsent(key, unknown -> new ArrayList<>()).add(metric.value());
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    values.forEach(
        (key, all) ->
            rows.add(
                new Row(
                    key.group(),
                    key.requests(),
                    key.scorer(),
                    key.metric(),
                    key.direction(),
                    Spread.of(all),
                    seeds.get(key.group()) - all.size())));
    return rows;
  }
}
