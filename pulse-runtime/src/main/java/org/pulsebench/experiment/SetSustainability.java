package org.pulsebench.experiment;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.evaluation.statistics.Metric;
import org.pulsebench.evaluation.statistics.Sustainability;

/**
 * How long a cell keeps the accuracy on one set from request to request.
 *
 * @param set {@code retain} or {@code exam}
 * @param area under the accuracies, as {@link Sustainability} has it; counts requests
 * @param relativeArea the same relative to the accuracy before any request
 * @param collapse the request after which less than half of that accuracy is left; empty if there
 *     is none, and if there is no area
 */
record SetSustainability(String set, Figure area, Figure relativeArea, OptionalInt collapse) {

  SetSustainability {
    Objects.requireNonNull(area, "area");
    Objects.requireNonNull(relativeArea, "relativeArea");
    Objects.requireNonNull(collapse, "collapse");
  }

  /**
   * Returns the figures of accuracies.
   *
   * @param accuracies before any request, and after each
   */
  static SetSustainability of(String set, List<Double> accuracies) {
    if (accuracies.get(0) == 0) {
      return undefined(set, StateMetrics.NOTHING_BEFORE);
    }
    Sustainability found = Sustainability.of(accuracies);
    int requests = accuracies.size() - 1;
    return new SetSustainability(
        set,
        known(set + "/area", found.area(), requests),
        known(set + "/relative-area", found.relativeArea(), requests),
        found.collapse());
  }

  /** Returns that there are no figures. */
  static SetSustainability undefined(String set, String reason) {
    Direction higher = Direction.HIGHER_IS_BETTER;
    return new SetSustainability(
        set,
        new Figure.Undefined(set + "/area", higher, reason),
        new Figure.Undefined(set + "/relative-area", higher, reason),
        OptionalInt.empty());
  }

  /** Returns the figures that can be averaged over seeds. */
  List<Figure> figures() {
    return List.of(area, relativeArea);
  }

  private static Figure known(String name, double value, int requests) {
    return new Figure.Known(
        Metric.withoutInterval(name, Direction.HIGHER_IS_BETTER, value, requests));
  }
}
