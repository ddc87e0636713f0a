package org.pulsebench.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pulsebench.Problem;
import org.pulsebench.Sha256;
import org.pulsebench.evaluation.judge.JudgeIdentity;
import org.pulsebench.evaluation.judge.Verdict;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.evaluation.statistics.Metric;
import org.pulsebench.method.Lumoe;
import org.pulsebench.method.MethodParameter;
import org.pulsebench.method.lumoe.RoutingQuality;
import org.pulsebench.protocol.Counts;
import org.pulsebench.protocol.Knowledge;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.protocol.Split;
import org.pulsebench.protocol.TrainedParts;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.Figure;
import org.pulsebench.results.JudgedState;
import org.pulsebench.results.MethodRun;
import org.pulsebench.results.ResultsDocument;
import org.pulsebench.results.ScorerResult;
import org.pulsebench.results.StateResult;
import org.pulsebench.results.TaskMetric;

/**
 * Results of published tasks, made by hand: gradient ascent, of which the second seed diverges with
 * the third task, NPO, of which some answers were not judged, and LUMoE.
 */
public final class LifelongResults {

  private Map<String, Double> scores =
      Map.of(TaskMetric.FORGET_QUALITY, 0.1, TaskMetric.UTILITY, 0.8);
  private List<String> tasks = List.of("A", "B", "C", "D");
  private boolean variants = true;
  private boolean exam = true;
  private String configuration = "{\"data\": {\"missing\": \"placeholder\"}}";

  /** Returns the same results of other tasks. */
  public LifelongResults tasks(String... others) {
    tasks = List.of(others);
    return this;
  }

  /** Returns the same results without paraphrases. */
  public LifelongResults withoutVariants() {
    variants = false;
    return this;
  }

  /** Returns the same results of a run without an exam. */
  public LifelongResults withoutExam() {
    exam = false;
    return this;
  }

  /** Returns the same results with pictures that were all there. */
  public LifelongResults withPictures() {
    configuration = "{}";
    return this;
  }

  /** Returns the same results of a model that gave no right answer before. */
  public LifelongResults thatKnewNothing() {
    scores = Map.of(TaskMetric.FORGET_QUALITY, 0.1, TaskMetric.UTILITY, 0.0);
    return this;
  }

  /** Returns the results. */
  public ResultsDocument document() {
    ResultsDocument sample = new SampleResults().corpus("MLUBench").method("ga", 0.5).document();
    int n = tasks.size();
    Protocol protocol =
        new Protocol(
            "lifelong",
            Knowledge.FINE_TUNED,
            new Counts(2 * n, n, n, n, 1),
            List.of(TrainedParts.PROJECTOR_AND_LLM),
            "likelihood",
            List.of(),
            0,
            "MLUBench, arXiv 2606.12809",
            tasks);
    return new ResultsDocument(
        "Lifelong",
        configuration,
        sample.provenance(),
        List.of(1L, 2L),
        List.of(protocol),
        List.of(method("ga"), method("npo"), lumoe()),
        List.of(
            cell(protocol, "ga", 1),
            cell(protocol, "ga", 2),
            cell(protocol, "npo", 1),
            cell(protocol, "lumoe", 1),
            cell(protocol, "lumoe", 2)),
        List.of(),
        List.of(),
        Optional.empty(),
        sample.times(),
        sample.environment());
  }

  private static MethodRun method(String name) {
    return new MethodRun(name, "1", "Method " + name, "a paper", "L = 0", List.of());
  }

  private static MethodRun lumoe() {
    return new MethodRun(
        "lumoe",
        "1",
        "Experts",
        "MLUBench",
        "L = 0",
        List.of(
            new MethodRun.Setting(
                MethodParameter.choice(Lumoe.ROUTER, List.of(Lumoe.BOTH), "looks at", "ours"),
                Lumoe.BOTH),
            new MethodRun.Setting(
                MethodParameter.number(Lumoe.ROUTING_ERRORS, 0, 0, 1, "errors", "ours"), 0.05)));
  }

  private CellResult cell(Protocol protocol, String method, long seed) {
    boolean diverges = method.equals("ga") && seed == 2;
    List<StateResult> states = new ArrayList<>();
    for (int i = 0; i <= (diverges ? Math.min(3, tasks.size()) : tasks.size()); i++) {
      Optional<Problem> problem =
          diverges && i == 3
              ? Optional.of(new Problem("It diverged", "step 3", "NaN", "a number", "Go slower."))
              : Optional.empty();
      states.add(state(method, seed, i, problem));
    }
    List<List<String>> requests = tasks.stream().map(task -> List.of(task + "/gone")).toList();
    List<List<String>> kept = tasks.stream().map(task -> List.of(task + "/kept")).toList();
    List<String> retain = kept.stream().flatMap(List::stream).toList();
    return new CellResult(
        protocol,
        method,
        TrainedParts.PROJECTOR_AND_LLM,
        seed,
        Sha256.of("start" + seed),
        new Split(List.of(), requests, retain, kept),
        Optional.empty(),
        states,
        Map.of(),
        drift(method, states));
  }

  private StateResult state(String method, long seed, int requests, Optional<Problem> problem) {
    String step = method + seed + " " + requests;
    boolean unjudged = method.equals("npo") && requests == tasks.size();
    return new StateResult(
        requests,
        Sha256.of(requests == 0 ? "start" + seed : step),
        Sha256.of("evaluated " + (requests == 0 ? "start" + seed : step)),
        problem,
        Map.of("likelihood", exam(method, seed, requests)),
        List.of(),
        metrics(method, seed, requests, unjudged),
        Optional.of(judged(method, seed, requests, unjudged)));
  }

  private ScorerResult exam(String method, long seed, int requests) {
    double value =
        requests == 0 ? 0.7 : score(method, "retain", TaskMetric.UTILITY, seed, 0, requests);
    Direction up = Direction.HIGHER_IS_BETTER;
    List<Metric> accuracies =
        exam ? List.of(new Metric("exam", up, value, value - 0.05, value + 0.06, 200)) : List.of();
    List<Figure> derived =
        exam && requests > 0
            ? List.of(
                new Figure.Known(
                    Metric.withoutInterval("exam/percent-kept", up, 100 * value / 0.7, 200)))
            : List.of();
    return new ScorerResult(accuracies, List.of(), derived, Map.of(), Map.of());
  }

  private List<Metric> metrics(String method, long seed, int requests, boolean unjudged) {
    List<Metric> metrics = new ArrayList<>();
    for (int x = 0; x <= tasks.size(); x++) {
      Optional<String> task = x == tasks.size() ? Optional.empty() : Optional.of(tasks.get(x));
      for (TaskScore score : TaskScore.ALL) {
        for (boolean variant : variants ? List.of(false, true) : List.of(false)) {
          boolean missing = unjudged && x == 1 && score.equals(TaskScore.UTILITY) && !variant;
          if (!missing) {
            double value =
                score(method, score.set().id(), score.metric(), seed, x, requests)
                    - (variant ? 0.015 : 0);
            metrics.add(
                new Metric(
                    score.name(task, variant),
                    score.direction(),
                    Math.max(0, value),
                    Math.max(0, value - 0.04),
                    Math.min(1, Math.max(0, value) + 0.03),
                    variant ? 2020 : 549));
          }
        }
      }
    }
    return metrics;
  }

  /** Ascent ruins everything, NPO more slowly; experts refuse what is theirs and keep the rest. */
  private double score(
      String method, String set, String metric, long seed, int task, int requests) {
    double before = Math.max(0, scores.get(metric) - 0.01 * task);
    if (requests == 0) {
      return before;
    }
    boolean mine = set.equals("unlearn") && (task < requests || task == tasks.size());
    double noise = 0.01 * seed;
    double score =
        switch (method) {
          case "lumoe" ->
              mine
                  ? metric.equals(TaskMetric.FORGET_QUALITY) ? 0.94 + noise : 0.02 + noise
                  : before - 0.01;
          case "npo" -> before * (1 - 0.12 * requests) + (mine ? 0.1 : 0);
          default -> before / (1 + requests) + noise;
        };
    return Math.max(0, Math.min(0.97, score));
  }

  private JudgedState judged(String method, long seed, int requests, boolean unjudged) {
    boolean experts = method.equals("lumoe");
    Map<Verdict.Cause, Integer> failures = new EnumMap<>(Verdict.Cause.class);
    if (unjudged) {
      failures.put(Verdict.Cause.TIMED_OUT, 549);
      failures.put(Verdict.Cause.NO_SCORE, 3);
    }
    return new JudgedState(
        new JudgeIdentity("rules", "rules-1", Map.of()),
        failures,
        experts && requests > 0 ? Optional.of(routing(requests, seed)) : Optional.empty(),
        Sha256.of(experts || requests == 0 ? "base" + seed : method + seed + requests));
  }

  private static RoutingQuality routing(int requests, long seed) {
    int forget = 100 * requests;
    int found = forget - (int) seed * 3;
    return new RoutingQuality(
        forget, found, 2, 200, 4 + (int) seed, found + 8, found, 1, new TreeMap<>());
  }

  private List<Figure> drift(String method, List<StateResult> states) {
    List<Figure> figures = new ArrayList<>();
    for (TaskScore score : TaskScore.ALL) {
      for (boolean variant : variants ? List.of(false, true) : List.of(false)) {
        String name = score.drift(variant);
        figures.add(
            states.size() <= tasks.size()
                ? new Figure.Undefined(name, Direction.LOWER_IS_BETTER, "request 3 of 4 diverged")
                : new Figure.Known(
                    Metric.withoutInterval(
                        name,
                        Direction.LOWER_IS_BETTER,
                        method.equals("lumoe") ? 0.012 : 1.2,
                        tasks.size())));
      }
    }
    return figures;
  }
}
