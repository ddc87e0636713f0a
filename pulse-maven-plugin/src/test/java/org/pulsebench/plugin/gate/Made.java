package org.pulsebench.plugin.gate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.pulsebench.Problem;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.evaluation.statistics.Metric;
import org.pulsebench.method.MethodParameter;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.protocol.Counts;
import org.pulsebench.protocol.Knowledge;
import org.pulsebench.protocol.Preset;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.protocol.Split;
import org.pulsebench.protocol.TrainedParts;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.Figure;
import org.pulsebench.results.MethodRun;
import org.pulsebench.results.Provenance;
import org.pulsebench.results.QuestionSet;
import org.pulsebench.results.ResultsDocument;
import org.pulsebench.results.RunEnvironment;
import org.pulsebench.results.ScorerResult;
import org.pulsebench.results.SetSustainability;
import org.pulsebench.results.StateResult;
import org.pulsebench.results.Times;

/** Results and rules without an experiment. */
final class Made {

  static final String SCORER = "likelihood";

  /** The paper's protocol of fine-tuned knowledge: one request. */
  static final Protocol ONCE =
      Preset.FINE_TUNED.protocol(Preset.Size.PAPER).withScorers(SCORER, List.of());

  /** Two requests. */
  static final Protocol TWICE = ONCE.withName("twice").withCounts(new Counts(100, 50, 50, 2, 25));

  static final Problem DIVERGED =
      new Problem("The loss is not finite", "epoch 1", "NaN", "a number", "Lower the rate.");

  /** Half the width of every interval, as a share. */
  static final double HALF = 0.04;

  private static final double BEFORE = 0.8;

  private Made() {}

  /** Returns what a scorer found: shares of right answers, which both modalities have alike. */
  static ScorerResult scores(double unlearn, double retain, double exam) {
    List<Metric> accuracies = new ArrayList<>();
    List<Figure> derived = new ArrayList<>();
    for (String set : List.of("unlearn", "unlearn/multimodal", "unlearn/text")) {
      accuracies.add(metric(set, Direction.LOWER_IS_BETTER, unlearn, HALF, 500));
      derived.add(figure(set + "/percent-forgotten", 100 * (1 - unlearn / BEFORE), 5));
    }
    for (String set : List.of("retain", "retain/multimodal", "retain/text")) {
      accuracies.add(metric(set, Direction.HIGHER_IS_BETTER, retain, HALF, 500));
      derived.add(figure(set + "/percent-kept", 100 * retain / BEFORE, 5));
    }
    accuracies.add(metric("exam", Direction.HIGHER_IS_BETTER, exam, HALF, 1200));
    derived.add(figure("exam/percent-kept", 100 * exam / BEFORE, 5));
    return new ScorerResult(accuracies, List.of(), derived, Map.of(), Map.of());
  }

  private static Metric metric(
      String name, Direction direction, double value, double half, int count) {
    return new Metric(name, direction, value, value - half, value + half, count);
  }

  private static Figure figure(String name, double value, double half) {
    return new Figure.Known(metric(name, Direction.HIGHER_IS_BETTER, value, half, 50));
  }

  /** Returns the same without one of its accuracies. */
  static ScorerResult without(ScorerResult from, String name) {
    return new ScorerResult(
        from.accuracies().stream().filter(metric -> !metric.name().equals(name)).toList(),
        from.changes(),
        from.derived().stream().filter(figure -> !figure.name().startsWith(name)).toList(),
        Map.of(),
        Map.of());
  }

  /** Returns the same with an undefined figure in place of a derived one. */
  static ScorerResult undefined(ScorerResult from, String name) {
    return new ScorerResult(
        from.accuracies(),
        from.changes(),
        List.of(
            new Figure.Undefined(
                name, Direction.HIGHER_IS_BETTER, "the accuracy before any request is 0")),
        Map.of(),
        Map.of());
  }

  /** Returns a cell from what was found after each request; what was before is always alike. */
  static CellResult cell(Protocol protocol, String method, long seed, ScorerResult... after) {
    return cell(protocol, method, TrainedParts.PROJECTOR_AND_LLM, seed, after);
  }

  static CellResult cell(
      Protocol protocol, String method, TrainedParts parts, long seed, ScorerResult... after) {
    List<StateResult> states = new ArrayList<>();
    states.add(state(0, scores(BEFORE, BEFORE, BEFORE), protocol, Optional.empty()));
    for (ScorerResult one : after) {
      states.add(state(states.size(), one, protocol, Optional.empty()));
    }
    return cell(protocol, method, parts, seed, states, area(protocol, seed));
  }

  /** Returns the same with its last request diverged. */
  static CellResult diverged(CellResult cell) {
    List<StateResult> states = new ArrayList<>(cell.states());
    StateResult last = states.remove(states.size() - 1);
    states.add(
        new StateResult(
            last.requests(),
            last.step(),
            last.evaluation(),
            Optional.of(DIVERGED),
            last.scorers(),
            List.of()));
    return cell(cell.protocol(), cell.method(), cell.trainedParts(), cell.seed(), states, Map.of());
  }

  private static CellResult cell(
      Protocol protocol,
      String method,
      TrainedParts parts,
      long seed,
      List<StateResult> states,
      Map<String, List<SetSustainability>> sustainability) {
    return new CellResult(
        protocol,
        method,
        parts,
        seed,
        digest(0),
        new Split(List.of("u", "r"), List.of(List.of("u")), List.of("r")),
        Optional.empty(),
        states,
        sustainability);
  }

  private static StateResult state(
      int requests, ScorerResult found, Protocol protocol, Optional<Problem> diverged) {
    return new StateResult(
        requests,
        digest(requests),
        digest(requests),
        diverged,
        Map.of(protocol.scorer(), found),
        List.of());
  }

  /** An area of 70 per cent of the first seed, one more of each that follows. */
  private static Map<String, List<SetSustainability>> area(Protocol protocol, long seed) {
    if (protocol.counts().requests() == 1) {
      return Map.of();
    }
    Figure area =
        new Figure.Known(
            Metric.withoutInterval(
                "retain/area", Direction.HIGHER_IS_BETTER, 0.69 + seed / 100.0, 2));
    return Map.of(
        protocol.scorer(),
        List.of(new SetSustainability(QuestionSet.RETAIN, area, area, OptionalInt.empty())));
  }

  static ResultsDocument document(CellResult... cells) {
    return document(provenance(), List.of(method("ga", 0.1), method("npo", 0.1)), cells);
  }

  static ResultsDocument document(
      Provenance provenance, List<MethodRun> methods, CellResult... cells) {
    List<CellResult> all = List.of(cells);
    return new ResultsDocument(
        "made",
        "{}",
        provenance,
        all.stream().map(CellResult::seed).distinct().toList(),
        all.stream().map(CellResult::protocol).distinct().toList(),
        methods,
        all,
        List.of(),
        List.of(),
        Optional.empty(),
        new Times(List.of(), List.of()),
        new RunEnvironment(
            "1",
            "17",
            "a vendor",
            new RunEnvironment.Machine("a system", Optional.empty(), 1, 1, 1),
            Optional.empty(),
            "mvn pulse:run"));
  }

  static Provenance provenance() {
    return new Provenance(
        new Provenance.Model("mini", digest(1)),
        new Provenance.MachineClass("cpu", "F32", "1"),
        List.of(
            new Provenance.Corpus(Knowledge.FINE_TUNED, "people", "1", digest(2), 100, 0),
            new Provenance.Corpus(Knowledge.PRE_TRAINED, "figures", "1", digest(3), 100, 0)),
        Optional.of(new Provenance.Exam("exam", "1", digest(4), 1200, 0, "single-pass")),
        Provenance.WITHOUT_EXAMPLES,
        LoraSettings.of(2, 4),
        new Provenance.Learning(method("fine-tuning", 0.1), "none"),
        List.of());
  }

  static MethodRun method(String name, double rate) {
    MethodParameter parameter = MethodParameter.number("rate", 0.1, 0, 1, "rate", "as usual");
    return new MethodRun(
        name, "1", name, "a paper", "L", List.of(new MethodRun.Setting(parameter, rate)));
  }

  static String digest(int number) {
    return "%064x".formatted(number);
  }

  static RuleConfiguration rule(Consumer<RuleConfiguration> change) {
    RuleConfiguration rule = new RuleConfiguration();
    rule.protocol = "fine-tuned";
    rule.set = "unlearn";
    change.accept(rule);
    return rule;
  }

  static GateConfiguration configuration(RuleConfiguration... rules) {
    GateConfiguration configuration = new GateConfiguration();
    configuration.rules = List.of(rules);
    return configuration;
  }

  /** Returns a gate of one rule, with a baseline named. */
  static Gate gate(Consumer<RuleConfiguration> change) {
    return Gate.of(configuration(rule(change)), Optional.of(Path.of("src", "baseline.json")));
  }

  /** Returns the findings of a rule. */
  static List<Finding> findings(ResultsDocument document, Consumer<RuleConfiguration> change) {
    return GateCheck.of(gate(change), document, Optional.empty()).findings();
  }

  static Finding finding(ResultsDocument document, Consumer<RuleConfiguration> change) {
    List<Finding> findings = findings(document, change);
    if (findings.size() != 1) {
      throw new AssertionError("one finding expected: " + findings);
    }
    return findings.get(0);
  }

  /** Returns what comes of a rule against a baseline that other results make. */
  static Finding compared(
      ResultsDocument document, ResultsDocument baseline, Consumer<RuleConfiguration> change) {
    return GateCheck.of(gate(change), document, Optional.of(Baseline.of(baseline)))
        .findings()
        .get(0);
  }
}
