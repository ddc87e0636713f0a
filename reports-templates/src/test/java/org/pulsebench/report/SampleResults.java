package org.pulsebench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pulsebench.Problem;
import org.pulsebench.Sha256;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.evaluation.statistics.Metric;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.protocol.Counts;
import org.pulsebench.protocol.Knowledge;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.protocol.Split;
import org.pulsebench.protocol.TrainedParts;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.MethodRun;
import org.pulsebench.results.Provenance;
import org.pulsebench.results.ResultsDocument;
import org.pulsebench.results.RunEnvironment;
import org.pulsebench.results.ScorerResult;
import org.pulsebench.results.StateResult;
import org.pulsebench.results.Times;

/** Results of two people and two questions each, which an experiment could have written. */
public final class SampleResults {

  /** The exam has more questions, so that its sums say something. */
  public static final int EXAM_QUESTIONS = 200;

  private String evaluation = Provenance.WITHOUT_EXAMPLES;
  private String model = "mini";
  private String corpus = "a corpus";
  private String scorer = "likelihood";
  private List<String> retain = List.of("bob");
  private final Map<String, List<Double>> exams = new LinkedHashMap<>();
  private final List<Long> diverged = new ArrayList<>();

  /** Returns the same results of another model. */
  public SampleResults model(String other) {
    model = other;
    return this;
  }

  /** Returns the same results of another corpus. */
  public SampleResults corpus(String other) {
    corpus = other;
    return this;
  }

  /** Returns the same results by another scorer. */
  public SampleResults scorer(String other) {
    scorer = other;
    return this;
  }

  /** Returns the same results by another evaluation. */
  public SampleResults evaluation(String other) {
    evaluation = other;
    return this;
  }

  /** Returns the same results with others to be kept. */
  public SampleResults retain(String... others) {
    retain = List.of(others);
    return this;
  }

  /** Returns the results with a method more, and its accuracies on the exam, one a seed. */
  public SampleResults method(String name, Double... exam) {
    exams.put(name, List.of(exam));
    return this;
  }

  /** Returns the results with a seed with which every method diverged. */
  public SampleResults diverged(long seed) {
    diverged.add(seed);
    return this;
  }

  /** Returns the results. */
  public ResultsDocument document() {
    Protocol protocol =
        new Protocol(
            "fine-tuned",
            Knowledge.FINE_TUNED,
            new Counts(2, 1, 1, 1, 1),
            List.of(TrainedParts.PROJECTOR_AND_LLM),
            scorer,
            List.of(),
            0,
            "");
    List<CellResult> cells = new ArrayList<>();
    exams.forEach(
        (method, exam) -> {
          for (int i = 0; i < exam.size(); i++) {
            cells.add(cell(protocol, method, i + 1, exam.get(i)));
          }
        });
    List<Long> seeds = cells.stream().map(CellResult::seed).distinct().toList();
    return new ResultsDocument(
        "A sample of <results> & “more”",
        "{}",
        provenance(),
        seeds,
        List.of(protocol),
        exams.keySet().stream().map(SampleResults::method).toList(),
        cells,
        List.of(),
        List.of(),
        Optional.empty(),
        new Times(List.of(), List.of()),
        environment());
  }

  private CellResult cell(Protocol protocol, String method, long seed, double exam) {
    Optional<Problem> problem =
        diverged.contains(seed)
            ? Optional.of(new Problem("It diverged", "step 3", "NaN", "a number", "Go slower."))
            : Optional.empty();
    return new CellResult(
        protocol,
        method,
        TrainedParts.PROJECTOR_AND_LLM,
        seed,
        Sha256.of("start"),
        new Split(List.of(), List.of(List.of("ada")), retain),
        Optional.empty(),
        List.of(
            state(0, Optional.empty(), method, seed, 0.9), state(1, problem, method, seed, exam)),
        Map.of());
  }

  private StateResult state(
      int requests, Optional<Problem> problem, String method, long seed, double exam) {
    ScorerResult result =
        new ScorerResult(
            List.of(
                Metric.withoutInterval("unlearn/text", Direction.LOWER_IS_BETTER, 0.5, 2),
                accuracy(exam)),
            List.of(),
            List.of(),
            Map.of(),
            Map.of());
    String step = requests + method + seed;
    return new StateResult(
        requests,
        Sha256.of(step),
        Sha256.of(step + " evaluated"),
        problem,
        Map.of(scorer, result),
        List.of());
  }

  private static Metric accuracy(double value) {
    double low = Math.max(0, value - 0.07);
    double high = Math.min(1, value + 0.06);
    return new Metric("exam", Direction.HIGHER_IS_BETTER, value, low, high, EXAM_QUESTIONS);
  }

  private Provenance provenance() {
    return new Provenance(
        new Provenance.Model(model, Sha256.of(model)),
        new Provenance.MachineClass("cpu", "F32", "0.1.0"),
        List.of(new Provenance.Corpus(Knowledge.FINE_TUNED, corpus, "1", Sha256.of(corpus), 2, 0)),
        Optional.of(
            new Provenance.Exam(
                "an exam", "1", Sha256.of("exam"), EXAM_QUESTIONS, 0, "single-pass")),
        evaluation,
        LoraSettings.of(4, 8),
        new Provenance.Learning(method("fine-tuning"), "none"),
        List.of());
  }

  private static MethodRun method(String name) {
    return new MethodRun(name, "1", "Method " + name, "a paper", "L = 0", List.of());
  }

  private static RunEnvironment environment() {
    return new RunEnvironment(
        "0.1.0",
        "17.0.1+2",
        "A vendor",
        new RunEnvironment.Machine("Linux", Optional.empty(), 2, 1, 1),
        Optional.of(
            new RunEnvironment.Engine(
                "0.35.1", "2.7.1", 2, "cpu", Optional.empty(), "float32", List.of())),
        "mvn pulse:run");
  }
}
