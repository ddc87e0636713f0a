package org.pulsebench.evaluation;

import java.util.List;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.Problem;

/**
 * The share of right answers, with the interval that chance leaves it.
 *
 * @param right number of right answers
 * @param count number of answers, at least 1
 */
public record Accuracy(int right, int count) {

  /** The 97.5th percentile of the standard normal distribution. */
  private static final double Z = 1.959963984540054;

  public Accuracy {
    Checks.positive(count, "count");
    Checks.require(right >= 0 && right <= count, "right", right, "from 0 to count, " + count);
  }

  /**
   * Returns the accuracy of some predictions.
   *
   * @throws BadInputException if there is none, or a question's right option is not known
   */
  public static Accuracy of(List<Prediction> predictions) {
    if (predictions.isEmpty()) {
      throw new BadInputException(
          new Problem(
              "There is no accuracy of no question",
              "a list of predictions",
              "none",
              "at least one",
              "Check the selection of questions."));
    }
    predictions.forEach(Accuracy::requireKnown);
    long right = predictions.stream().filter(Prediction::right).count();
    return new Accuracy((int) right, predictions.size());
  }

  /** Requires a prediction that can be judged. */
  static void requireKnown(Prediction prediction) {
    if (prediction.question().correct().isEmpty()) {
      throw new BadInputException(
          new Problem(
              "The right option is not known",
              "question " + prediction.question().id(),
              "no answer",
              "the letter of an option",
              "Use a split whose answers are published."));
    }
  }

  /** Returns the share of right answers, from 0 to 1. */
  public double value() {
    return (double) right / count;
  }

  /** Returns the lower end of the 95 % Wilson score interval (Wilson 1927), from 0 to 1. */
  public double low() {
    return right == 0 ? 0 : centre() - halfWidth();
  }

  /** Returns the upper end of the 95 % Wilson score interval (Wilson 1927), from 0 to 1. */
  public double high() {
    return right == count ? 1 : centre() + halfWidth();
  }

  private double centre() {
    return (value() + Z * Z / (2.0 * count)) / (1 + Z * Z / count);
  }

  private double halfWidth() {
    double variance = value() * (1 - value()) / count + Z * Z / (4.0 * count * count);
    return Z * Math.sqrt(variance) / (1 + Z * Z / count);
  }
}
