package org.pulsebench.evaluation.statistics;

import java.util.List;
import java.util.Optional;
import org.pulsebench.Checks;
import org.pulsebench.RandomStream;

/**
 * By how much a mean score changed, with a 95 % interval from {@link Resamples}.
 *
 * <p>The difference is the sum of all changes divided by the number of all questions; every draw
 * gives a difference in the same way.
 *
 * <p>With few subjects such an interval is too narrow. In simulations with three to seven questions
 * a subject it held the true difference 84 % of the time with 5 subjects, 90 to 92 % with 10, 93 %
 * with 25, 94 % with 50 and 95 % with 100.
 *
 * @param difference mean after minus mean before
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param units number of subjects, or of questions where each stands for itself, at least 2
 */
public record BootstrapInterval(double difference, double low, double high, int units) {

  public BootstrapInterval {
    Numbers.requireFinite(difference, "difference");
    Numbers.requireFinite(low, "low");
    Numbers.requireFinite(high, "high");
    Checks.require(low <= difference, "low", low, "at most the difference, " + difference);
    Checks.require(high >= difference, "high", high, "at least the difference, " + difference);
    Checks.require(units >= 2, "units", units, "2 or more");
  }

  /** Returns the interval from {@value Resamples#DEFAULT_DRAWS} draws of the subjects. */
  public static Optional<BootstrapInterval> of(List<PairedOutcomes> subjects, RandomStream random) {
    return Resamples.of(subjects, random).difference();
  }

  /**
   * Returns the interval; empty for a single subject, which says nothing about others.
   *
   * @param subjects one each, at least one, in an order that does not change from run to run
   * @param random gives the draws; the same stream gives the same interval
   * @param resamples how many times the subjects are drawn, at least 1
   * @throws org.pulsebench.BadInputException if there is no subject
   */
  public static Optional<BootstrapInterval> of(
      List<PairedOutcomes> subjects, RandomStream random, int resamples) {
    return Resamples.of(subjects, random, resamples).difference();
  }
}
