package org.pulsebench.results;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * How long a cell keeps the accuracy on one set from request to request.
 *
 * @param set {@link QuestionSet#RETAIN} or {@link QuestionSet#EXAM}
 * @param area under the accuracies over the requests, from 0 to 1; counts requests
 * @param relativeArea the area divided by the accuracy before any request
 * @param collapse the first request after which less than half of that accuracy is left; empty if
 *     there is none, and if there is no area
 */
public record SetSustainability(
    QuestionSet set, Figure area, Figure relativeArea, OptionalInt collapse) {

  public SetSustainability {
    Objects.requireNonNull(set, "set");
    Objects.requireNonNull(area, "area");
    Objects.requireNonNull(relativeArea, "relativeArea");
    Objects.requireNonNull(collapse, "collapse");
  }

  /** Returns the figures that can be averaged over seeds. */
  public List<Figure> figures() {
    return List.of(area, relativeArea);
  }
}
