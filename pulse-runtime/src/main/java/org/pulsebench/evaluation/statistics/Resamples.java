package org.pulsebench.evaluation.statistics;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.Problem;
import org.pulsebench.RandomStream;

/**
 * What scored before and after, drawn with replacement again and again, and what statistics of the
 * draws say about those of the whole.
 *
 * <p>Units are drawn, as many as there are: subjects, whose questions are learned and forgotten
 * together, or the questions of an exam, each of which stands for itself. A unit keeps what it
 * scored before and after together. Intervals reach from the 2.5th to the 97.5th percentile of the
 * draws (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13), interpolated
 * linearly between the two nearest, and are widened to hold the statistic itself in the rare case
 * that chance leaves it outside.
 */
public final class Resamples {

  /** How many times the units are drawn, unless told otherwise. */
  public static final int DEFAULT_DRAWS = 2000;

  private static final double TAIL = 0.025;

  private final Sums whole;
  private final List<Sums> draws;
  private final int units;

  /** The sums of some units. */
  private record Sums(double before, double after, long count) {

    double difference() {
      return (after - before) / count;
    }

    double percentKept() {
      return 100 * after / before;
    }
  }

  /** The units in columns: an exam is drawn from millions of times. */
  private record Units(double[] before, double[] after, int[] count) {

    static Units of(List<PairedOutcomes> units) {
      return new Units(
          units.stream().mapToDouble(PairedOutcomes::before).toArray(),
          units.stream().mapToDouble(PairedOutcomes::after).toArray(),
          units.stream().mapToInt(PairedOutcomes::count).toArray());
    }

    Sums sums(int[] drawn) {
      double sumBefore = 0;
      double sumAfter = 0;
      long questions = 0;
      for (int unit : drawn) {
        sumBefore += before[unit];
        sumAfter += after[unit];
        questions += count[unit];
      }
      return new Sums(sumBefore, sumAfter, questions);
    }
  }

  private Resamples(Sums whole, List<Sums> draws, int units) {
    this.whole = whole;
    this.draws = draws;
    this.units = units;
  }

  /** Draws the units {@value #DEFAULT_DRAWS} times. */
  public static Resamples of(List<PairedOutcomes> units, RandomStream random) {
    return of(units, random, DEFAULT_DRAWS);
  }

  /**
   * Draws units.
   *
   * @param units at least one, in an order that does not change from run to run
   * @param random gives the draws; the same stream gives the same intervals
   * @param draws how many times all of them are drawn, at least 1
   * @throws BadInputException if there is no unit
   */
  public static Resamples of(List<PairedOutcomes> units, RandomStream random, int draws) {
    requireSome(units);
    Checks.positive(draws, "draws");
    Units all = Units.of(units);
    int[] each = IntStream.range(0, units.size()).toArray();
    // Of a single unit all draws are alike: they say nothing about others.
    Sums[] sums = new Sums[units.size() == 1 ? 0 : draws];
    int[] drawn = new int[units.size()];
    for (int i = 0; i < sums.length; i++) {
      for (int j = 0; j < drawn.length; j++) {
        drawn[j] = random.nextInt(drawn.length);
      }
      sums[i] = all.sums(drawn);
    }
    return new Resamples(all.sums(each), List.of(sums), units.size());
  }

  /** Returns by how much the mean score changed; empty for a single unit. */
  public Optional<BootstrapInterval> difference() {
    if (draws.isEmpty()) {
      return Optional.empty();
    }
    double[] sorted = draws.stream().mapToDouble(Sums::difference).sorted().toArray();
    double difference = whole.difference();
    return Optional.of(
        new BootstrapInterval(
            difference, low(sorted, difference), high(sorted, difference), units));
  }

  /**
   * Returns how much of the mean score is left.
   *
   * <p>Draws in which nothing was scored before, of which nothing can be left, do not count; they
   * are rare unless few units scored.
   *
   * @param name what the score is of, for messages
   * @throws BadInputException if nothing was scored before at all
   */
  public RetentionInterval retention(String name) {
    Retention retention =
        new Retention(name, whole.before() / whole.count(), whole.after() / whole.count());
    double[] sorted =
        draws.stream()
            .filter(sums -> sums.before() > 0)
            .mapToDouble(Sums::percentKept)
            .sorted()
            .toArray();
    double kept = retention.percentKept();
    return new RetentionInterval(retention, low(sorted, kept), high(sorted, kept), units);
  }

  private static double low(double[] sorted, double value) {
    return sorted.length == 0 ? value : Math.min(value, percentile(sorted, TAIL));
  }

  private static double high(double[] sorted, double value) {
    return sorted.length == 0 ? value : Math.max(value, percentile(sorted, 1 - TAIL));
  }

  private static double percentile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  private static void requireSome(List<PairedOutcomes> units) {
    if (units.isEmpty()) {
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
