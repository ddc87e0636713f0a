package org.pulsebench.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.pulsebench.SpokenTime;
import org.pulsebench.experiment.Calibration.AskingRate;
import org.pulsebench.experiment.Calibration.TrainingRate;
import org.pulsebench.experiment.Workload.Job;
import org.pulsebench.experiment.environment.Environment;
import org.pulsebench.experiment.store.StepStore;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.Estimate;
import org.pulsebench.model.config.MemoryEstimate;
import org.pulsebench.model.config.ModelConfig;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.PartMode;

/**
 * What an experiment will take, before it is run: steps, time, memory and disk.
 *
 * <p>Time is measured on this machine with the experiment's own model and methods ({@link
 * Calibration}) and multiplied; steps that are in the store cost nothing.
 */
public final class RunEstimate {

  private static final double MIB = 1 << 20;

  /** Sequences that scorers ask together. */
  private static final int ASKED_TOGETHER = 32;

  /** Times of one kind of work. */
  private record Cost(double seconds, String how) {

    Cost plus(double more) {
      return new Cost(seconds + more, how);
    }
  }

  private final PreparedExperiment prepared;
  private final List<Job> jobs;
  private final List<Job> open;
  private final State base;
  private final TextPage page = new TextPage();

  private RunEstimate(PreparedExperiment prepared, State base, List<Job> jobs) {
    this.prepared = prepared;
    this.base = base;
    this.jobs = jobs;
    this.open = jobs.stream().filter(job -> !job.stored()).toList();
  }

  /**
   * Estimates an experiment for a person.
   *
   * @param loader of the class path that users' methods are on
   * @throws org.pulsebench.BadInputException if the experiment makes no sense
   */
  public static String of(Path experimentFile, ClassLoader loader) {
    Experiment experiment = ExperimentFile.read(experimentFile);
    return of(PreparedExperiment.of(experiment, Materials.of(experiment.data()), loader));
  }

  static String of(PreparedExperiment prepared) {
    prepared.requireCorpora();
    Path store = prepared.experiment().store();
    State base = prepared.base(event -> {});
    if (!Files.isDirectory(store)) {
      return new RunEstimate(prepared, base, Workload.of(prepared, base, Optional.empty())).text();
    }
    List<Job> jobs;
    try (StepStore steps = StepStore.open(store)) {
      jobs = Workload.of(prepared, base, Optional.of(steps));
    }
    return new RunEstimate(prepared, base, jobs).text();
  }

  private String text() {
    page.line("Experiment \"" + prepared.experiment().name() + "\"");
    steps();
    if (open.isEmpty()) {
      page.space().line("Nothing is to be computed: every step is in the store.");
      return page.text();
    }
    long start = System.nanoTime();
    try (Laboratory laboratory = prepared.laboratory();
        Calibration calibration = Calibration.of(laboratory, base)) {
      double load = calibration.load();
      Map<String, Cost> costs = costs(calibration, load);
      time(costs, (System.nanoTime() - start) / 1e9);
      memory(calibration);
      disk(calibration);
    }
    return page.text();
  }

  private void steps() {
    page.heading("Steps");
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "kind", "steps", "in the store", "to compute", "training steps", "pairs", "questions"));
    for (String kind :
        List.of(LearnStep.KIND, SelectStep.KIND, UnlearnStep.KIND, EvaluateStep.KIND)) {
      List<Job> of = jobs.stream().filter(job -> job.kind().equals(kind)).toList();
      if (!of.isEmpty()) {
        rows.add(row(kind, of));
      }
    }
    rows.add(row("together", jobs));
    page.table(rows);
    page.line("Training steps, pairs and questions are those that are to be computed.");
  }

  private static List<String> row(String kind, List<Job> jobs) {
    List<Job> open = jobs.stream().filter(job -> !job.stored()).toList();
    List<TrainingStep> trainings = trainings(open);
    long steps = trainings.stream().mapToLong(one -> one.trainingSteps().orElse(0)).sum();
    boolean unknown = trainings.stream().anyMatch(one -> one.trainingSteps().isEmpty());
    long pairs = trainings.stream().mapToLong(TrainingStep::pairs).sum();
    long questions =
        askings(open).stream()
            .mapToLong(one -> one.questionsOfSubjects() + one.questionsOfExam())
            .sum();
    return List.of(
        kind,
        "" + jobs.size(),
        "" + (jobs.size() - open.size()),
        "" + open.size(),
        (unknown ? "at least " : "") + number(steps),
        number(pairs),
        number(questions));
  }

  private static List<TrainingStep> trainings(List<Job> jobs) {
    return jobs.stream().flatMap(job -> job.training().stream()).toList();
  }

  private static List<EvaluateStep> askings(List<Job> jobs) {
    return jobs.stream().flatMap(job -> job.asking().stream()).toList();
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private Map<String, Cost> costs(Calibration calibration, double load) {
    Map<String, Cost> costs = new LinkedHashMap<>();
    costs.put("load the model", new Cost(load, "once"));
    for (TrainingStep step : trainings(open)) {
      TrainingRate rate = calibration.rate(step);
      OptionalLong steps = step.trainingSteps();
      double seconds = rate.of(step.pairs() + step.keptPairs(), steps.orElse(1));
      String parts = String.join("+", trained(step.plan()));
      String name = step.key().kind() + " " + step.methodName() + ", " + parts;
      String how =
          steps.isPresent()
              ? String.format(
                  Locale.ROOT,
                  "%.3f s a step, %.1f ms a pair, %.1f s to begin",
                  rate.step(),
                  1e3 * rate.pair(),
                  rate.begin())
              : "the method does not say how long it trains: one step each";
      costs.merge(name, new Cost(seconds, how), (one, more) -> one.plus(more.seconds()));
    }
    for (EvaluateStep step : askings(open)) {
      AskingRate rate = calibration.rate(step);
      costs.merge(
          "ask about people",
          new Cost(
              step.questionsOfSubjects() * rate.question(),
              millis(rate.question()) + " a question"),
          (one, more) -> one.plus(more.seconds()));
      if (step.exam().isPresent()) {
        costs.merge(
            "ask the exam",
            new Cost(
                step.questionsOfExam() * rate.examQuestion(),
                millis(rate.examQuestion()) + " a question"),
            (one, more) -> one.plus(more.seconds()));
      }
    }
    return costs;
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

  private void time(Map<String, Cost> costs, double measured) {
    double total = costs.values().stream().mapToDouble(Cost::seconds).sum();
    page.heading("Time: about " + spoken(total));
    Map<String, String> lines = new LinkedHashMap<>();
    costs.forEach(
        (name, cost) -> lines.put(name, "%-13s %s".formatted(spoken(cost.seconds()), cost.how())));
    page.entries(0, lines);
    page.space()
        .line(
            "Measured here within "
                + spoken(measured)
                + ", with this model on "
                + prepared.experiment().device()
                + ": "
                + (Calibration.STEPS - 1)
                + " training steps of each kind after one that is not counted, and questions about"
                + " a few people and some of the exam; multiplied. Other programs at work make it"
                + " longer.");
  }

  private static String spoken(double seconds) {
    return SpokenTime.of(Duration.ofMillis((long) (1000 * seconds)));
  }

  private void memory(Calibration calibration) {
    Estimate estimate = Estimate.of(config());
    Optional<MemoryEstimate> largest =
        trainings(open).stream()
            .map(step -> request(calibration, step.plan(), step.batchSize().orElse(1)))
            .distinct()
            .map(estimate::memory)
            .max((one, other) -> Long.compare(one.total(), other.total()));
    MemoryEstimate peak =
        largest.orElseGet(
            () ->
                estimate.memory(
                    new Estimate.Request(
                        ASKED_TOGETHER,
                        calibration.longestExample(),
                        0,
                        prepared.machine().precision(),
                        false,
                        Optional.empty())));
    Environment environment = Environment.ofJvm();
    long heap = environment.machine().heapBytes();
    page.heading("Memory: up to " + mebibytes(peak.total() + heap));
    page.line(peak.explain().stripTrailing());
    page.line(
        "With a batch to forget and one to keep, examples of "
            + calibration.longestExample()
            + " positions, and a Java heap of at most "
            + mebibytes(heap)
            + "; the machine has "
            + mebibytes(environment.machine().memoryBytes())
            + ".");
  }

  private Estimate.Request request(Calibration calibration, AdapterPlan plan, long batch) {
    int tokens = calibration.longestExample();
    boolean images =
        plan.mode(Part.PROJECTOR) != PartMode.FROZEN && tokens >= config().imageTokens();
    return new Estimate.Request(
        (int) (2 * batch),
        tokens,
        images ? 1 : 0,
        prepared.machine().precision(),
        false,
        Optional.of(plan));
  }

  private ModelConfig config() {
    return ModelConfig.read(prepared.model().directory(prepared.experiment().store()));
  }

  private void disk(Calibration calibration) {
    Estimate estimate = Estimate.of(config());
    double bytes = 0;
    for (TrainingStep step : trainings(open)) {
      long parameters =
          estimate.trainableParameters(step.plan()).values().stream()
              .mapToLong(Long::longValue)
              .sum();
      bytes += (double) Float.BYTES * parameters;
    }
    for (EvaluateStep step : askings(open)) {
      bytes +=
          (step.questionsOfSubjects() + step.questionsOfExam()) * calibration.rate(step).bytes();
    }
    page.heading("Disk: " + mebibytes((long) bytes) + " more in the store");
    page.line(prepared.experiment().store().toString());
  }

  private static String mebibytes(long bytes) {
    return String.format(Locale.ROOT, "%,.0f MiB", Math.ceil(bytes / MIB));
  }
}
