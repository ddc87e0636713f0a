package org.pulsebench.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pulsebench.data.Modality;
import org.pulsebench.evaluation.Accuracy;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.evaluation.statistics.Metric;

/** Measures written answers, as MLLMU-Bench reports them: by set, task and modality. */
final class WrittenMetrics {

  private static final String CLOZE = "cloze";

  private WrittenMetrics() {}

  /**
   * Returns the accuracy of filled blanks with its interval, and the mean of every other score
   * without one.
   */
  static List<Metric> of(Cell cell, Cell.Reached reached) {
    List<Metric> metrics = new ArrayList<>();
    add(metrics, reached, QuestionSet.UNLEARN, cell.split().unlearn(), Direction.LOWER_IS_BETTER);
    add(metrics, reached, QuestionSet.RETAIN, cell.split().retain(), Direction.HIGHER_IS_BETTER);
    return metrics;
  }

  private static void add(
      List<Metric> metrics,
      Cell.Reached reached,
      String set,
      List<String> subjects,
      Direction direction) {
    Set<String> ids = new LinkedHashSet<>(subjects);
    Map<String, List<Double>> scores = new LinkedHashMap<>();
    for (Written answer : reached.written()) {
      if (ids.contains(answer.subject())) {
        String modality = answer.modality() == Modality.TEXT ? "text" : "multimodal";
        answer
            .scores()
            .forEach(
                (score, value) ->
                    scores
                        .computeIfAbsent(
                            set + "/" + modality + "/" + score, name -> new ArrayList<>())
                        .add(value));
      }
    }
    scores.forEach((name, values) -> metrics.add(metric(name, direction, values)));
  }

  private static Metric metric(String name, Direction direction, List<Double> values) {
    double sum = values.stream().mapToDouble(Double::doubleValue).sum();
    return name.endsWith(CLOZE)
        ? Metric.of(name, direction, new Accuracy((int) sum, values.size()))
        : Metric.withoutInterval(name, direction, sum / values.size(), values.size());
  }
}
