package org.pulsebench.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.pulsebench.RandomStream;
import org.pulsebench.evaluation.statistics.BootstrapInterval;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.evaluation.statistics.Metric;
import org.pulsebench.evaluation.statistics.PairedOutcomes;
import org.pulsebench.evaluation.statistics.Resamples;
import org.pulsebench.results.Figure;
import org.pulsebench.results.TaskMetric;

/**
 * Measures answers about published tasks, as MLUBench reports them (arXiv 2606.12809): the mean
 * score on the sets of each task, with intervals over entities, and how far it drifts after the
 * task was unlearnt.
 */
final class TaskMetrics {

  /** What is measured of which set; a refusal is no merit where something is to be kept. */
  private static final List<Kind> KINDS =
      List.of(
          new Kind(QuestionSet.UNLEARN, TaskScores.FORGET_QUALITY, Direction.HIGHER_IS_BETTER),
          new Kind(QuestionSet.UNLEARN, TaskScores.UTILITY, Direction.LOWER_IS_BETTER),
          new Kind(QuestionSet.RETAIN, TaskScores.UTILITY, Direction.HIGHER_IS_BETTER));

  private record Kind(String set, String score, Direction direction) {}

  private TaskMetrics() {}

  /**
   * Returns the scores of a state: of each task, then of all tasks together, each of the base
   * questions and, where they were asked, of the paraphrases; none of what was not judged at all.
   */
  static List<Metric> of(Cell cell, Cell.Reached reached) {
    List<Metric> metrics = new ArrayList<>();
    List<String> tasks = cell.protocol().tasks();
    for (int request = 1; request <= tasks.size(); request++) {
      List<String> unlearn = cell.split().requests().get(request - 1);
      Optional<String> task = Optional.of(tasks.get(request - 1));
      add(metrics, cell, reached, task, unlearn, cell.split().retainOf(request));
    }
    List<String> unlearn = cell.split().unlearn();
    add(metrics, cell, reached, Optional.empty(), unlearn, cell.split().retain());
    return metrics;
  }

  private static void add(
      List<Metric> metrics,
      Cell cell,
      Cell.Reached reached,
      Optional<String> task,
      List<String> unlearn,
      List<String> retain) {
    for (Kind kind : KINDS) {
      Set<String> subjects = Set.copyOf(kind.set().equals(QuestionSet.RETAIN) ? retain : unlearn);
      for (boolean variants : List.of(false, true)) {
        String score = kind.score() + (variants ? "/" + TaskScores.VARIANTS : "");
        String name = TaskMetric.name(task, kind.set(), kind.score(), variants);
        Map<String, List<Double>> scores = scores(reached, subjects, score);
        if (!scores.isEmpty()) {
          RandomStream random =
              new RandomStream(cell.seed())
                  .child("intervals")
                  .child(reached.requests())
                  .child(name);
          metrics.add(metric(name, kind.direction(), scores, random));
        }
      }
    }
  }

  private static Map<String, List<Double>> scores(
      Cell.Reached reached, Set<String> subjects, String score) {
    Map<String, List<Double>> bySubject = new TreeMap<>();
    for (Written answer : reached.written()) {
      Double value = answer.scores().get(score);
      if (value != null && subjects.contains(answer.subject())) {
        bySubject.computeIfAbsent(answer.subject(), id -> new ArrayList<>()).add(value);
      }
    }
    return bySubject;
  }

  private static Metric metric(
      String name, Direction direction, Map<String, List<Double>> scores, RandomStream random) {
    List<PairedOutcomes> entities =
        scores.values().stream()
            .map(
                all ->
                    new PairedOutcomes(
                        0, all.stream().mapToDouble(Double::doubleValue).sum(), all.size()))
            .toList();
    int count = entities.stream().mapToInt(PairedOutcomes::count).sum();
    // What is gained over nothing is the mean itself.
    Optional<BootstrapInterval> interval = Resamples.of(entities, random).difference();
    return interval
        .map(mean -> new Metric(name, direction, mean.difference(), mean.low(), mean.high(), count))
        .orElseGet(
            () -> Metric.withoutInterval(name, direction, entities.get(0).after() / count, count));
  }

  /**
   * Returns by how much scores change after their task was unlearnt, summed over the tasks: the sum
   * of |P(M_t, t) - P(M_T, t)|, which the paper's objective keeps small.
   *
   * @param states the scores of each state, in order
   */
  static List<Figure> drift(Cell cell, List<List<Metric>> states) {
    List<Figure> figures = new ArrayList<>();
    List<String> tasks = cell.protocol().tasks();
    for (Kind kind : KINDS) {
      for (boolean variants : List.of(false, true)) {
        String name = TaskMetric.drift(kind.set(), kind.score(), variants);
        Map<String, double[]> pairs = new LinkedHashMap<>();
        for (int t = 1; cell.isComplete() && t <= tasks.size(); t++) {
          String metric =
              TaskMetric.name(Optional.of(tasks.get(t - 1)), kind.set(), kind.score(), variants);
          Optional<Double> then = value(states.get(t), metric);
          Optional<Double> last = value(states.get(tasks.size()), metric);
          if (then.isPresent() && last.isPresent()) {
            pairs.put(metric, new double[] {then.get(), last.get()});
          }
        }
        if (pairs.size() == tasks.size()) {
          double sum = pairs.values().stream().mapToDouble(p -> Math.abs(p[0] - p[1])).sum();
          figures.add(known(name, sum, tasks.size()));
        } else if (!variants || asksVariants(states)) {
          figures.add(new Figure.Undefined(name, Direction.LOWER_IS_BETTER, reason(cell)));
        }
      }
    }
    return figures;
  }

  private static boolean asksVariants(List<List<Metric>> states) {
    return states.get(0).stream()
        .anyMatch(metric -> metric.name().endsWith("/" + TaskScores.VARIANTS));
  }

  private static String reason(Cell cell) {
    return cell.isComplete()
        ? "nothing of a task was judged"
        : "request %d of %d diverged"
            .formatted(cell.states().size() - 1, cell.protocol().counts().requests());
  }

  private static Figure known(String name, double sum, int tasks) {
    return new Figure.Known(Metric.withoutInterval(name, Direction.LOWER_IS_BETTER, sum, tasks));
  }

  private static Optional<Double> value(List<Metric> metrics, String name) {
    return metrics.stream()
        .filter(metric -> metric.name().equals(name))
        .map(Metric::value)
        .findFirst();
  }
}
