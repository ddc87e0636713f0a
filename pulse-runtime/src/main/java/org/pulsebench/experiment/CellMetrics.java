package org.pulsebench.experiment;

import java.util.List;
import org.pulsebench.RandomStream;
import org.pulsebench.evaluation.statistics.Metric;

/** Measures the states of a cell. */
final class CellMetrics {

  private CellMetrics() {}

  /** Returns what a scorer found of a state. */
  static StateMetrics of(Cell cell, Cell.Reached reached, String scorer) {
    StateMetrics.Sets sets =
        new StateMetrics.Sets(cell.split().requests(), cell.split().retain(), hasExam(cell));
    if (reached.requests() == 0) {
      return StateMetrics.before(sets, scorer, reached.answers());
    }
    RandomStream random =
        new RandomStream(cell.seed()).child("intervals").child(reached.requests()).child(scorer);
    List<Answered> before = cell.states().get(0).answers();
    return StateMetrics.after(sets, scorer, reached.answers(), before, random);
  }

  /** Returns an accuracy of a state by its name, such as {@code unlearn/text}. */
  static Metric accuracy(Cell cell, Cell.Reached reached, String scorer, String name) {
    return of(cell, reached, scorer).accuracies().stream()
        .filter(metric -> metric.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no accuracy of " + name));
  }

  static boolean hasExam(Cell cell) {
    return cell.states().get(0).answers().stream().anyMatch(answer -> answer.subject().isEmpty());
  }
}
