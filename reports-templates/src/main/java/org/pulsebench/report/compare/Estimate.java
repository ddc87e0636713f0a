package org.pulsebench.report.compare;

import java.util.Objects;
import org.pulsebench.Checks;

/**
 * How far two accuracies are apart, and how likely chance alone would part them so far.
 *
 * @param difference of the accuracies, -1 to 1
 * @param low lower end of its 95 % interval
 * @param high upper end
 * @param pValue of the two-sided test that nothing parts them
 * @param count of how many units it is made
 * @param counted what was counted, such as {@code subjects}
 */
record Estimate(
    double difference,
    double low,
    double high,
    double pValue,
    int count,
    String counted,
    Method method) {

  /** How interval and p-value are made. */
  enum Method {
    /** For questions about subjects, and for several seeds: answers hang together. */
    SIGN_FLIPS(
        "bootstrap",
        "sign flips",
        "Sign flips: the p-value is from flipping the signs of the differences of subjects (of the"
            + " exam, of questions), each with all its answers and seeds; the interval is from a"
            + " bootstrap over the same."),

    MCNEMAR(
        "bootstrap",
        "McNemar",
        "McNemar: the exact test on the questions that only one of the two answers right; the"
            + " interval is from a bootstrap over questions."),

    SEEDS(
        "Student's t",
        "Student's t",
        "Student's t: single answers are not known; interval and p-value are of the differences of"
            + " the seeds."),

    SUMS(
        "Newcombe's, unpaired",
        "Fisher",
        "Fisher: single answers are not known, so that both are taken for different questions:"
            + " Newcombe's interval and Fisher's exact test, which find less than a paired test"
            + " would.");

    private final String interval;
    private final String word;
    private final String explanation;

    Method(String interval, String word, String explanation) {
      this.interval = interval;
      this.word = word;
      this.explanation = explanation;
    }

    String interval() {
      return interval;
    }

    /** Returns the name that tables have room for. */
    String word() {
      return word;
    }

    /** Returns a sentence for the notes of a table. */
    String explanation() {
      return explanation;
    }
  }

  Estimate {
    Checks.require(low <= difference, "low", low, "at most " + difference);
    Checks.require(high >= difference, "high", high, "at least " + difference);
    Checks.require(pValue >= 0 && pValue <= 1, "pValue", pValue, "0 to 1");
    Checks.positive(count, "count");
    Objects.requireNonNull(counted, "counted");
    Objects.requireNonNull(method, "method");
  }

  /** Returns how the interval was made, in words. */
  String interval() {
    return method.interval() + ", over " + counted;
  }
}
