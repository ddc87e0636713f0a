package org.pulsebench.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.PartMode;

/**
 * What one kind of work of a run costs.
 *
 * @param how the seconds are made up, a phrase
 */
record Cost(double seconds, String how) {

  static final String LOAD = "load the model";
  static final String PEOPLE = "ask about people";
  static final String EXAM = "ask the exam";

  private Cost plus(double more) {
    return new Cost(seconds + more, how);
  }

  /** Costs by kind, in the order in which they were first met. */
  static final class Sum {

    private final Map<String, Cost> costs = new LinkedHashMap<>();

    Sum add(String kind, double seconds, String how) {
      costs.merge(kind, new Cost(seconds, how), (one, more) -> one.plus(more.seconds()));
      return this;
    }

    Map<String, Cost> costs() {
      return costs;
    }

    double seconds() {
      return costs.values().stream().mapToDouble(Cost::seconds).sum();
    }
  }

  /** Returns the costs of steps by timing some of each kind. */
  static Sum measured(
      Calibration calibration, List<TrainingStep> trained, List<EvaluateStep> asked) {
    Sum sum = new Sum().add(LOAD, calibration.load(), "once");
    for (TrainingStep step : trained) {
      Calibration.TrainingRate rate = calibration.rate(step);
      String how =
          step.trainingSteps().isPresent()
              ? String.format(
                  Locale.ROOT,
                  "%.3f s a step, %.1f ms a pair, %.1f s to begin",
                  rate.step(),
                  1e3 * rate.pair(),
                  rate.begin())
              : "the method does not say how long it trains: one step each";
      double seconds = rate.of(step.pairs() + step.keptPairs(), step.trainingSteps().orElse(1));
      sum.add(kind(step), seconds, how);
    }
    for (EvaluateStep step : asked) {
      Calibration.AskingRate rate = calibration.rate(step);
      sum.add(
          PEOPLE,
          step.questionsOfSubjects() * rate.question(),
          millis(rate.question()) + " a question");
      if (step.exam().isPresent()) {
        sum.add(
            EXAM,
            step.questionsOfExam() * rate.examQuestion(),
            millis(rate.examQuestion()) + " a question");
      }
    }
    return sum;
  }

  /** Returns the costs of steps by arithmetic. */
  static Sum forecast(Forecast forecast, List<TrainingStep> trained, List<EvaluateStep> asked) {
    Sum sum = new Sum().add(LOAD, forecast.load(), "once, at 1 GB/s");
    for (TrainingStep step : trained) {
      double seconds = forecast.seconds(step);
      String how =
          step.trainingSteps().isPresent()
              ? String.format(
                  Locale.ROOT, "%.2f s a step", seconds / step.trainingSteps().getAsLong())
              : "the method does not say how long it trains: each pair once";
      sum.add(kind(step), seconds, how);
    }
    for (EvaluateStep step : asked) {
      double people = forecast.secondsOfSubjects(step);
      sum.add(PEOPLE, people, millis(people / step.questionsOfSubjects()) + " a question");
      if (step.exam().isPresent()) {
        double exam = forecast.secondsOfExam(step);
        sum.add(EXAM, exam, millis(exam / step.questionsOfExam()) + " a question");
      }
    }
    return sum;
  }

  private static String kind(TrainingStep step) {
    return step.key().kind()
        + " "
        + step.methodName()
        + ", "
        + String.join("+", trained(step.plan()));
  }

  private static List<String> trained(AdapterPlan plan) {
    return new TreeMap<>(plan.modes())
        .entrySet().stream()
            .filter(entry -> entry.getValue() != PartMode.FROZEN)
            .map(entry -> entry.getKey().name().toLowerCase(Locale.ROOT))
            .toList();
  }

  private static String millis(double seconds) {
    return String.format(Locale.ROOT, "%.1f ms", 1e3 * seconds);
  }
}
