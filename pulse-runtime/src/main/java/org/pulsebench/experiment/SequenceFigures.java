package org.pulsebench.experiment;

import java.util.List;
import java.util.OptionalInt;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.evaluation.statistics.Metric;
import org.pulsebench.evaluation.statistics.Sustainability;
import org.pulsebench.results.Figure;
import org.pulsebench.results.QuestionSet;
import org.pulsebench.results.SetSustainability;

/**
 * Computes the figures of a sequence of requests from the accuracies on one set.
 *
 * @param set whose questions the accuracies are over
 */
record SequenceFigures(QuestionSet set) {

  static final SequenceFigures RETAIN = new SequenceFigures(QuestionSet.RETAIN);

  static final SequenceFigures EXAM = new SequenceFigures(QuestionSet.EXAM);

  /** Returns the name of the accuracies. */
  String name() {
    return set.id();
  }

  /**
   * Returns the figures of accuracies.
   *
   * @param accuracies before any request, and after each
   */
  SetSustainability of(List<Double> accuracies) {
    if (accuracies.get(0) == 0) {
      return undefined(StateMetrics.NOTHING_BEFORE);
    }
    Sustainability found = Sustainability.of(accuracies);
    int requests = accuracies.size() - 1;
    return new SetSustainability(
        set,
        known(set.area(), found.area(), requests),
        known(set.relativeArea(), found.relativeArea(), requests),
        found.collapse());
  }

  /** Returns that there are no figures. */
  SetSustainability undefined(String reason) {
    return new SetSustainability(
        set,
        new Figure.Undefined(set.area(), Direction.HIGHER_IS_BETTER, reason),
        new Figure.Undefined(set.relativeArea(), Direction.HIGHER_IS_BETTER, reason),
        OptionalInt.empty());
  }

  private static Figure known(String name, double value, int requests) {
    return new Figure.Known(
        Metric.withoutInterval(name, Direction.HIGHER_IS_BETTER, value, requests));
  }
}
