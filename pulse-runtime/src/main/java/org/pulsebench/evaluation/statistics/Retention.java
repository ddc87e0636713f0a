package org.pulsebench.evaluation.statistics;

import java.util.Objects;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.Problem;

/**
 * What is left of an accuracy, as PULSE's Figure 4 (arXiv 2507.01271) shows it: per cent forgotten
 * = 100 (1 - after / before) of the unlearn set, per cent kept = 100 after / before of the retain
 * set and the exam.
 *
 * <p>There, an accuracy on people is the mean of that on image and on text questions. A value
 * beyond 100 per cent kept, or below 0 per cent forgotten, is a gain.
 *
 * @param name what the accuracy is of, for messages
 * @param before accuracy before unlearning, above 0
 * @param after accuracy after it, 0 or more, in the same unit
 */
public record Retention(String name, double before, double after) {

  /**
   * Checks that there was something to lose.
   *
   * @throws BadInputException if the accuracy before is 0
   */
  public Retention {
    Objects.requireNonNull(name, "name");
    Numbers.requireFinite(before, "before");
    Numbers.requireFinite(after, "after");
    Checks.require(before >= 0, "before", before, "0 or more");
    Checks.require(after >= 0, "after", after, "0 or more");
    if (before == 0) {
      throw new BadInputException(
          new Problem(
              "Nothing can be forgotten or kept of an accuracy of 0",
              name,
              "an accuracy of 0 before unlearning",
              "an accuracy above 0",
              "Check that the model knows these subjects, or passes this exam, before it"
                  + " unlearns."));
    }
  }

  /** Returns how much of the accuracy is gone, in per cent, at most 100. */
  public double percentForgotten() {
    return 100 * (1 - after / before);
  }

  /** Returns how much of the accuracy is left, in per cent, at least 0. */
  public double percentKept() {
    return 100 * after / before;
  }
}
