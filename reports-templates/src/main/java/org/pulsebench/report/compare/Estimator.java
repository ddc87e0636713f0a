package org.pulsebench.report.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pulsebench.RandomStream;
import org.pulsebench.evaluation.statistics.BootstrapInterval;
import org.pulsebench.evaluation.statistics.McNemar;
import org.pulsebench.evaluation.statistics.Metric;
import org.pulsebench.evaluation.statistics.PairedOutcomes;
import org.pulsebench.evaluation.statistics.Spread;
import org.pulsebench.report.StudentT;
import org.pulsebench.results.QuestionSet;

/** Estimates differences from what there is: single answers, else seeds, else sums. */
final class Estimator {

  /** The same results give the same report. */
  private static final long SEED = 20_250_701;

  private final Verdicts ofBaseline;
  private final Verdicts ofOther;

  Estimator(Verdicts ofBaseline, Verdicts ofOther) {
    this.ofBaseline = ofBaseline;
    this.ofOther = ofOther;
  }

  /**
   * Returns the estimate of the difference on a set.
   *
   * @param pairs at least one, each with accuracies of the set
   */
  Estimate estimate(List<CellPair> pairs, String set) {
    return byUnit(pairs, set)
        .orElseGet(
            () -> {
              List<CellPair.Metrics> metrics =
                  pairs.stream().flatMap(pair -> pair.metrics(set).stream()).toList();
              return bySeed(metrics).orElseGet(() -> bySums(metrics.get(0)));
            });
  }

  private Optional<Estimate> byUnit(List<CellPair> pairs, String set) {
    Map<String, Unit> units = new TreeMap<>();
    for (CellPair pair : pairs) {
      Map<String, Verdict> before = byQuestion(CellPair.verdicts(ofBaseline, pair.baseline(), set));
      Map<String, Verdict> after = byQuestion(CellPair.verdicts(ofOther, pair.other(), set));
      if (before.isEmpty() || !before.keySet().equals(after.keySet())) {
        return Optional.empty();
      }
      before.forEach(
          (question, verdict) ->
              units
                  .computeIfAbsent(verdict.unit(), unit -> new Unit())
                  .add(verdict.right(), after.get(question).right()));
    }
    List<PairedOutcomes> outcomes = units.values().stream().map(Unit::outcomes).toList();
    RandomStream random = new RandomStream(SEED).child(set);
    // A single subject says nothing about others.
    return BootstrapInterval.of(outcomes, random.child("bootstrap"))
        .map(interval -> byUnit(interval, List.copyOf(units.values()), counted(set), random));
  }

  private static Estimate byUnit(
      BootstrapInterval interval, List<Unit> units, String counted, RandomStream random) {
    boolean ofQuestions = units.stream().allMatch(unit -> unit.before.size() == 1);
    double pValue =
        ofQuestions
            ? new McNemar(
                    units.stream().mapToInt(unit -> unit.lost).sum(),
                    units.stream().mapToInt(unit -> unit.gained).sum())
                .pValue()
            : SignFlips.pValue(units.stream().map(Unit::outcomes).toList(), random.child("signs"));
    return new Estimate(
        interval.difference(),
        interval.low(),
        interval.high(),
        pValue,
        interval.units(),
        counted,
        ofQuestions ? Estimate.Method.MCNEMAR : Estimate.Method.SIGN_FLIPS);
  }

  private static String counted(String set) {
    return set.equals(QuestionSet.EXAM.id()) ? "questions" : "subjects";
  }

  private static Map<String, Verdict> byQuestion(List<Verdict> verdicts) {
    Map<String, Verdict> byQuestion = new LinkedHashMap<>();
    verdicts.forEach(verdict -> byQuestion.put(verdict.question(), verdict));
    return byQuestion;
  }

  /** Nothing follows from seeds that all differ alike: that would be certain, and is chance. */
  private static Optional<Estimate> bySeed(List<CellPair.Metrics> seeds) {
    Spread spread = Spread.of(seeds.stream().map(CellPair.Metrics::difference).toList());
    double deviation = spread.standardDeviation().orElse(0);
    if (deviation == 0) {
      return Optional.empty();
    }
    int freedom = spread.count() - 1;
    double error = deviation / Math.sqrt(spread.count());
    double half = StudentT.quantile(freedom) * error;
    double mean = spread.mean();
    return Optional.of(
        new Estimate(
            mean,
            Math.max(-1, mean - half),
            Math.min(1, mean + half),
            TailProbability.studentT(mean / error, freedom),
            spread.count(),
            "seeds",
            Estimate.Method.SEEDS));
  }

  /** Newcombe, "Interval estimation for the difference between independent proportions", 1998. */
  private static Estimate bySums(CellPair.Metrics metrics) {
    Metric one = metrics.baseline();
    Metric two = metrics.other();
    double difference = metrics.difference();
    double below = Math.hypot(two.value() - two.low(), one.high() - one.value());
    double above = Math.hypot(two.high() - two.value(), one.value() - one.low());
    return new Estimate(
        difference,
        Math.max(-1, difference - below),
        Math.min(1, difference + above),
        TailProbability.fisher(right(one), one.count(), right(two), two.count()),
        one.count(),
        "questions",
        Estimate.Method.SUMS);
  }

  private static int right(Metric accuracy) {
    return (int) Math.round(accuracy.value() * accuracy.count());
  }

  /** What stands for itself, over all its questions and seeds. */
  private static final class Unit {
    private final List<Boolean> before = new ArrayList<>();
    private final List<Boolean> after = new ArrayList<>();
    private int lost;
    private int gained;

    void add(boolean rightBefore, boolean rightAfter) {
      before.add(rightBefore);
      after.add(rightAfter);
      lost += rightBefore && !rightAfter ? 1 : 0;
      gained += !rightBefore && rightAfter ? 1 : 0;
    }

    PairedOutcomes outcomes() {
      return PairedOutcomes.ofAnswers(before, after);
    }
  }
}
