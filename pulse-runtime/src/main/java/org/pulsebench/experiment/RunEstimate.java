package org.pulsebench.experiment;

import java.io.IOException;
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
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.SpokenTime;
import org.pulsebench.experiment.Experiment.DataSource;
import org.pulsebench.experiment.Workload.Job;
import org.pulsebench.experiment.environment.Environment;
import org.pulsebench.experiment.environment.GpuDriver;
import org.pulsebench.experiment.environment.Machine;
import org.pulsebench.experiment.store.StepStore;
import org.pulsebench.model.config.Estimate;

/**
 * What an experiment will take, before it is run: steps, time, memory and disk.
 *
 * <p>Time is measured on this machine with the experiment's own model and methods ({@link
 * Calibration}) and multiplied; steps that are in the store cost nothing. Where the model's weights
 * are not on this machine, or do not fit it, time is arithmetic on an assumption that is told
 * ({@link Forecast}); where the data are not, the numbers of the published data sets stand for
 * them.
 */
public final class RunEstimate {

  private static final String WEIGHTS = ".safetensors";

  /** Libraries, the GPU's own context, and the part of a checkpoint that is on its way. */
  private static final long HOST_OF_GPU = 4L << 30;

  /** Of an answer in its file; measured where something is asked. */
  private static final double ANSWER_BYTES = 250;

  private final PreparedExperiment prepared;
  private final ModelShape shape;
  private final List<Job> jobs;
  private final List<Job> open;
  private final State base;
  private final Machine machine = Environment.ofJvm().machine();
  private final TextPage page = new TextPage();

  private RunEstimate(PreparedExperiment prepared, ModelShape shape, State base, List<Job> jobs) {
    this.prepared = prepared;
    this.shape = shape;
    this.base = base;
    this.jobs = jobs;
    this.open = jobs.stream().filter(job -> !job.stored()).toList();
  }

  /**
   * Estimates an experiment for a person.
   *
   * @param loader of the class path that users' methods are on
   * @throws BadInputException if the experiment makes no sense, or its model is not on this machine
   *     and not one whose shape is known
   */
  public static String of(Path experimentFile, ClassLoader loader) {
    return estimate(ExperimentFile.read(experimentFile), loader).text();
  }

  /**
   * Returns what an experiment needs of its machine, without loading its model.
   *
   * @throws BadInputException as {@link #of} does
   */
  public static RunNeeds needs(Path experimentFile, ClassLoader loader) {
    return estimate(ExperimentFile.read(experimentFile), loader).needs();
  }

  static String of(PreparedExperiment prepared) {
    return estimate(prepared).text();
  }

  private static RunEstimate estimate(Experiment experiment, ClassLoader loader) {
    Located located = SourceLocator.here(experiment);
    if (located.missing().isEmpty()) {
      return estimate(PreparedExperiment.of(experiment, located, loader));
    }
    Problem missing = located.missing().get();
    ModelShape shape =
        experiment
            .checkpoint()
            .map(source -> ModelShape.of(source).orElseThrow(() -> new BadInputException(missing)))
            .orElseGet(() -> ModelShape.embedded(experiment.store()));
    Materials materials =
        experiment.data() instanceof DataSource.Published data
            ? StandIns.published(data.exam().isPresent())
            : Materials.embedded();
    Located standIn =
        new Located(new ModelSource.NotHere(missing), materials, List.of(), located.missing());
    PreparedExperiment prepared = PreparedExperiment.of(experiment, standIn, loader);
    State base = State.ofBase("not here");
    return new RunEstimate(prepared, shape, base, Workload.of(prepared, base, Optional.empty()));
  }

  private static RunEstimate estimate(PreparedExperiment prepared) {
    prepared.requireCorpora();
    Path store = prepared.experiment().store();
    State base = prepared.base(event -> {});
    prepared.requireSelections(base);
    ModelShape shape =
        ModelShape.in(prepared.model().directory(store), prepared.experiment().model());
    if (!Files.isDirectory(store)) {
      return new RunEstimate(prepared, shape, base, Workload.of(prepared, base, Optional.empty()));
    }
    try (StepStore steps = StepStore.open(store)) {
      return new RunEstimate(
          prepared, shape, base, Workload.of(prepared, base, Optional.of(steps)));
    }
  }

  private String text() {
    page.line("Experiment \"" + prepared.experiment().name() + "\"");
    standing();
    steps();
    if (open.isEmpty()) {
      page.space().line("Nothing is to be computed: every step is in the store.");
      return page.text();
    }
    Optional<String> reason = notTimed();
    if (reason.isPresent()) {
      assumed(reason.get());
    } else {
      measured();
    }
    return page.text();
  }

  private void standing() {
    prepared
        .located()
        .missing()
        .ifPresent(
            problem ->
                page.line(
                    "Not all of it is on this machine ("
                        + problem.what()
                        + ": "
                        + problem.where()
                        + "). Shape of "
                        + shape.name()
                        + " with "
                        + number(shape.parameters())
                        + " parameters; published data are counted as "
                        + "they were published."));
  }

  /** Returns why nothing is timed, if so. */
  private Optional<String> notTimed() {
    if (prepared.located().missing().isPresent()) {
      return Optional.of("the model or the data are not on this machine");
    }
    if (!hasWeights(prepared.model().directory(prepared.experiment().store()))) {
      return Optional.of("the model's directory holds no weights");
    }
    long needed = forecastMemory(exampleTokens()).total();
    OptionalLong there =
        onGpu() ? GpuDriver.firstGpuMemory() : OptionalLong.of(machine.memoryBytes());
    return there.isPresent() && there.getAsLong() < needed
        ? Optional.of("the model does not fit this machine")
        : Optional.empty();
  }

  private static boolean hasWeights(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.anyMatch(file -> file.toString().endsWith(WEIGHTS));
    } catch (IOException e) {
      throw EnvironmentException.unreadable(directory, e);
    }
  }

  private void measured() {
    long start = System.nanoTime();
    try (Laboratory laboratory = prepared.laboratory();
        Calibration calibration = Calibration.of(laboratory, base)) {
      Cost.Sum costs = Cost.measured(calibration, trainings(open), askings(open));
      time(
          costs,
          "Measured here within "
              + spoken((System.nanoTime() - start) / 1e9)
              + ", with this model on "
              + prepared.experiment().device()
              + ": "
              + (Calibration.STEPS - 1)
              + " training steps of each kind after one that is not counted, and questions about"
              + " a few people and some of the exam; multiplied. Other programs at work make it"
              + " longer.");
      memory(calibration.longestExample());
      disk(step -> calibration.rate(step).bytes());
    }
  }

  private void assumed(String reason) {
    Throughput throughput = Throughput.assumed(prepared.machine().precision(), machine.cores());
    Forecast forecast =
        new Forecast(
            shape,
            prepared.machine().precision(),
            prepared.experiment().checkpointing(),
            throughput);
    time(
        Cost.forecast(forecast, trainings(open), askings(open)),
        throughput.assumption()
            + ". Nothing could be timed, as "
            + reason
            + "; a text is taken for "
            + Forecast.TEXT_TOKENS
            + " tokens beside the "
            + shape.imageTokens()
            + " of a picture. It may well take half as long or twice.");
    memory(exampleTokens());
    disk(step -> ANSWER_BYTES);
  }

  private int exampleTokens() {
    return shape.imageTokens() + Forecast.TEXT_TOKENS;
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
    return List.of(
        kind,
        "" + jobs.size(),
        "" + (jobs.size() - open.size()),
        "" + open.size(),
        (unknown ? "at least " : "") + number(steps),
        number(pairs),
        number(askings(open).stream().mapToLong(RunEstimate::questions).sum()));
  }

  private static long questions(EvaluateStep step) {
    return step.questionsOfSubjects() + step.questionsOfExam();
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

  private void time(Cost.Sum costs, String how) {
    page.heading("Time: about " + spoken(costs.seconds()));
    Map<String, String> lines = new LinkedHashMap<>();
    costs
        .costs()
        .forEach(
            (name, cost) ->
                lines.put(name, "%-13s %s".formatted(spoken(cost.seconds()), cost.how())));
    page.entries(0, lines).space().line(how);
  }

  private static String spoken(double seconds) {
    return SpokenTime.of(Duration.ofMillis((long) (1000 * seconds)));
  }

  private boolean onGpu() {
    return prepared.experiment().device().equals("gpu");
  }

  private MemoryForecast forecastMemory(int tokens) {
    return MemoryForecast.of(
        shape, prepared.machine().precision(), prepared.experiment().checkpointing(), open, tokens);
  }

  private void memory(int tokens) {
    MemoryForecast peak = forecastMemory(tokens);
    long heap = machine.heapBytes();
    String total = MemoryForecast.amount(onGpu() ? peak.total() : peak.total() + heap);
    page.heading((onGpu() ? "GPU memory: up to " : "Memory: up to ") + total);
    page.entries(0, peak.texts());
    page.line(
        "Most is taken by "
            + peak.activity()
            + (onGpu() ? "; the machine itself needs " : ", with a Java heap of at most ")
            + MemoryForecast.amount(onGpu() ? heap + HOST_OF_GPU : heap)
            + ". The machine has "
            + MemoryForecast.amount(machine.memoryBytes())
            + gpu()
            + ".");
  }

  private String gpu() {
    OptionalLong gpu = onGpu() ? GpuDriver.firstGpuMemory() : OptionalLong.empty();
    return gpu.isPresent() ? ", its GPU " + MemoryForecast.amount(gpu.getAsLong()) : "";
  }

  private void disk(ToDoubleFunction<EvaluateStep> answerBytes) {
    long stored = stored(answerBytes);
    page.heading("Disk: " + MemoryForecast.amount(stored) + " more in the store");
    page.line(prepared.experiment().store().toString());
    if (toFetch() > 0) {
      page.line(
          "Before that about "
              + MemoryForecast.amount(toFetch())
              + " for the checkpoint, 2 bytes a parameter, and the data sets, whose sizes"
              + " prepare-data tells.");
    }
  }

  private long stored(ToDoubleFunction<EvaluateStep> answerBytes) {
    Estimate estimate = Estimate.of(shape.config());
    double bytes = 0;
    for (TrainingStep step : trainings(open)) {
      long parameters =
          estimate.trainableParameters(step.plan()).values().stream()
              .mapToLong(Long::longValue)
              .sum();
      bytes += (double) Float.BYTES * parameters;
    }
    for (EvaluateStep step : askings(open)) {
      bytes += questions(step) * answerBytes.applyAsDouble(step);
    }
    return (long) bytes;
  }

  /** Published checkpoints are in float16. */
  private long toFetch() {
    return prepared.located().missing().isPresent() ? 2 * shape.parameters() : 0;
  }

  private RunNeeds needs() {
    MemoryForecast peak = forecastMemory(exampleTokens());
    long heap = machine.heapBytes();
    return new RunNeeds(
        onGpu(),
        peak.total(),
        peak.activity(),
        onGpu() ? heap + HOST_OF_GPU : heap + peak.total(),
        toFetch() + stored(step -> ANSWER_BYTES));
  }
}
