package org.pulsebench.evaluation.statistics;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.Problem;

/**
 * How long generality lasts from request to request.
 *
 * <p>With a(k) the accuracy after k of n requests, a(0) before any:
 *
 * <pre>
 *   area          = 1/n * sum over k = 1..n of (a(k-1) + a(k)) / 2
 *   relative area = area / a(0)
 *   collapse      = smallest k of 1..n with a(k) &lt; a(0) / 2
 * </pre>
 *
 * The area is that of trapezoids under the curve, on an axis from 0 to n requests shrunk to 1: the
 * mean accuracy over the sequence.
 *
 * @param area relative to an accuracy of 1: 1 for a model that is right all along, 0 to 1
 * @param relativeArea relative to the accuracy before unlearning: 1 for a model that loses nothing;
 *     0 or more, and above 1 only for one that gains on the way
 * @param collapse the first request after which less than half of the accuracy before unlearning is
 *     left; empty if there is none
 */
public record Sustainability(double area, double relativeArea, OptionalInt collapse) {

  public Sustainability {
    Numbers.requireShare(area, "area");
    Numbers.requireFinite(relativeArea, "relativeArea");
    Checks.require(relativeArea >= 0, "relativeArea", relativeArea, "0 or more");
    collapse.ifPresent(request -> Checks.positive(request, "collapse"));
  }

  /**
   * Returns the figures of one sequence of requests.
   *
   * @param accuracies after 0, 1, ..., n requests, 0 to 1, at least two
   * @throws BadInputException if the first one is 0, of which nothing can be left
   */
  public static Sustainability of(List<Double> accuracies) {
    Checks.require(accuracies.size() >= 2, "number of accuracies", accuracies.size(), "2 or more");
    accuracies.forEach(accuracy -> Numbers.requireShare(accuracy, "accuracy"));
    double before = accuracies.get(0);
    if (before == 0) {
      throw new BadInputException(
          new Problem(
              "Generality cannot be lost",
              "the accuracy before unlearning",
              "0",
              "an accuracy above 0",
              "Check that the model can do this test at all before it unlearns."));
    }
    int requests = accuracies.size() - 1;
    double sum = 0;
    for (int k = 1; k <= requests; k++) {
      sum += (accuracies.get(k - 1) + accuracies.get(k)) / 2;
    }
    double area = Math.min(1, sum / requests);
    OptionalInt collapse =
        IntStream.rangeClosed(1, requests).filter(k -> accuracies.get(k) < before / 2).findFirst();
    return new Sustainability(area, area / before, collapse);
  }
}
