package org.pulsebench.evaluation.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.Problem;
import org.pulsebench.RandomStream;

/**
 * By how much a mean score changed, with a 95 % interval from resampled subjects.
 *
 * <p>The difference is the sum of all changes divided by the number of all questions. Subjects, not
 * questions, are drawn with replacement, as many as there are, since the questions about one
 * subject are learned and forgotten together; every draw gives a difference in the same way. The
 * interval reaches from the 2.5th to the 97.5th percentile of these (Efron and Tibshirani, "An
 * Introduction to the Bootstrap", 1993, chapter 13), interpolated linearly between the two nearest,
 * and is widened to hold the difference itself in the rare case that chance leaves it outside.
 *
 * <p>With few subjects such an interval is too narrow. In simulations with three to seven questions
 * a subject it held the true difference 84 % of the time with 5 subjects, 90 to 92 % with 10, 93 %
 * with 25, 94 % with 50 and 95 % with 100.
 *
 * @param difference mean after minus mean before
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param subjects number of subjects, at least 2
 */
public record BootstrapInterval(double difference, double low, double high, int subjects) {

  /** How many times the subjects are drawn, unless told otherwise. */
  public static final int DEFAULT_RESAMPLES = 2000;

  private static final double TAIL = 0.025;

  public BootstrapInterval {
    Numbers.requireFinite(difference, "difference");
    Numbers.requireFinite(low, "low");
    Numbers.requireFinite(high, "high");
    Checks.require(low <= difference, "low", low, "at most the difference, " + difference);
    Checks.require(high >= difference, "high", high, "at least the difference, " + difference);
    Checks.require(subjects >= 2, "subjects", subjects, "2 or more");
  }

  /** Returns the interval from {@value #DEFAULT_RESAMPLES} draws of the subjects. */
  public static Optional<BootstrapInterval> of(List<PairedOutcomes> subjects, RandomStream random) {
    return of(subjects, random, DEFAULT_RESAMPLES);
  }

  /**
   * Returns the interval; empty for a single subject, which says nothing about others.
   *
   * @param subjects one each, at least one, in an order that does not change from run to run
   * @param random gives the draws; the same stream gives the same interval
   * @param resamples how many times the subjects are drawn, at least 1
   * @throws BadInputException if there is no subject
   */
  public static Optional<BootstrapInterval> of(
      List<PairedOutcomes> subjects, RandomStream random, int resamples) {
    requireSome(subjects);
    Checks.positive(resamples, "resamples");
    if (subjects.size() == 1) {
      return Optional.empty();
    }
    int[] all = new int[subjects.size()];
    Arrays.setAll(all, i -> i);
    double difference = difference(subjects, all);
    double[] differences = new double[resamples];
    int[] drawn = new int[subjects.size()];
    for (int i = 0; i < resamples; i++) {
      Arrays.setAll(drawn, unused -> random.nextInt(subjects.size()));
      differences[i] = difference(subjects, drawn);
    }
    Arrays.sort(differences);
    return Optional.of(
        new BootstrapInterval(
            difference,
            Math.min(difference, percentile(differences, TAIL)),
            Math.max(difference, percentile(differences, 1 - TAIL)),
            subjects.size()));
  }

  private static double difference(List<PairedOutcomes> subjects, int[] drawn) {
    double change = 0;
    long count = 0;
    for (int subject : drawn) {
      change += subjects.get(subject).change();
      count += subjects.get(subject).count();
    }
    return change / count;
  }

  private static double percentile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  private static void requireSome(List<PairedOutcomes> subjects) {
    if (subjects.isEmpty()) {
      throw new BadInputException(
          new Problem(
              "There is no difference of no subject",
              "a list of subjects",
              "none",
              "at least one",
              "Check the selection of subjects."));
    }
  }
}
