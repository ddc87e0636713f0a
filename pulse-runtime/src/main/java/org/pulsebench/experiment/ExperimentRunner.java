package org.pulsebench.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pulsebench.Cancellation;
import org.pulsebench.DivergedException;
import org.pulsebench.Problem;
import org.pulsebench.data.Corpus;
import org.pulsebench.experiment.Cell.Reached;
import org.pulsebench.experiment.environment.Environment;
import org.pulsebench.experiment.store.StepResult;
import org.pulsebench.method.FineTuning;
import org.pulsebench.method.MethodIdentity;
import org.pulsebench.protocol.Knowledge;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.protocol.Split;
import org.pulsebench.results.SelectionAccount;

/**
 * Carries out an experiment: every protocol with every method and every seed.
 *
 * <p>All steps go through the store, so that what was computed once, by this experiment or another,
 * is not computed again, and a run that was ended goes on where it was.
 */
final class ExperimentRunner {

  private final PreparedExperiment prepared;
  private final StepGraph graph;
  private final TaskJudging judging;

  ExperimentRunner(PreparedExperiment prepared) {
    this.prepared = prepared;
    this.graph = prepared.graph();
    Experiment experiment = prepared.experiment();
    this.judging = TaskJudging.of(experiment.judging(), experiment.store());
  }

  /** The same for a model that needs not be fetched. */
  ExperimentRunner(Experiment experiment, Materials materials, ClassLoader loader) {
    this(PreparedExperiment.of(experiment, materials, loader));
  }

  /**
   * Runs what is not in the store yet and returns all results.
   *
   * @throws org.pulsebench.BadInputException if a corpus does not serve a protocol, which is found
   *     before anything is computed, if the model's directory cannot be read, or if a step refuses
   *     what it is given
   * @throws org.pulsebench.CancelledException if the cancellation is requested; what is finished
   *     stays in the store
   */
  public Results run(EventSink events, Cancellation cancellation) {
    return run(Phase.EVALUATE, events, cancellation).orElseThrow();
  }

  /**
   * Runs what is not in the store yet, as {@link #run(EventSink, Cancellation)} does, up to the end
   * of a phase.
   *
   * @return all results if that is the last phase
   */
  public Optional<Results> run(Phase until, EventSink events, Cancellation cancellation) {
    prepared.requireCorpora();
    Path store = prepared.experiment().store();
    int planned = plan().steps(until);
    try (Laboratory laboratory = prepared.laboratory();
        StepRunner steps = new StepRunner(store, laboratory, events, cancellation, planned)) {
      if (until == Phase.EVALUATE) {
        judging.cost(asked()).ifPresent(steps::warn);
      }
      // The store is open: if its directory cannot be used, that was told in its own words.
      State base = prepared.base(events);
      prepared.requireSelections(base);
      Selector selector = new Selector(graph, base);
      List<Cell> cells = new ArrayList<>();
      for (Plan.Group group : plan().groups()) {
        StepGraph.Start start = start(steps, base, group, selector);
        cells.addAll(cells(steps, until, start, group));
      }
      return until == Phase.EVALUATE
          ? Optional.of(
              results(base, cells, selector.accounts(), steps.done(), laboratory.environment()))
          : Optional.empty();
    }
  }

  /** Returns what every state will be asked about published tasks. */
  private List<TaskQuestions> asked() {
    return plan().groups().stream()
        .flatMap(
            group ->
                graph.tasks(group.protocol()).stream()
                    .flatMap(asked -> Collections.nCopies(group.states(), asked).stream()))
        .toList();
  }

  private Results results(
      State base,
      List<Cell> cells,
      List<SelectionAccount> selections,
      List<DoneStep> done,
      Environment machine) {
    return new Results(
        prepared.experiment(),
        provenance(base),
        methodRuns(),
        cells,
        selections,
        sources(),
        done,
        machine);
  }

  private Results.Sources sources() {
    Map<Knowledge, Corpus> corpora = new TreeMap<>();
    for (Protocol protocol : prepared.experiment().protocols()) {
      corpora.put(protocol.knowledge(), prepared.materials().corpus(protocol.knowledge()));
    }
    return new Results.Sources(
        corpora, prepared.exam().map(ExamSitting::exam), prepared.materials().benchmark());
  }

  /** Returns what will be run. */
  Plan plan() {
    return prepared.plan();
  }

  private List<Results.MethodRun> methodRuns() {
    return prepared.methods().stream()
        .map(
            method ->
                new Results.MethodRun(
                    method.method().description(), method.identity().version(), method.settings()))
        .toList();
  }

  private Provenance provenance(State base) {
    FineTuning fineTuning = new FineTuning();
    return new Provenance(
        base.identity(),
        prepared.machine(),
        prepared.experiment().protocols().stream()
            .map(Protocol::knowledge)
            .distinct()
            .sorted()
            .map(each -> Provenance.CorpusRecord.of(each, prepared.materials().corpus(each)))
            .toList(),
        prepared.exam().map(Provenance.ExamRecord::of),
        new Results.MethodRun(
            fineTuning.description(),
            MethodIdentity.of(fineTuning, prepared.machine().version()).version(),
            graph.learning()),
        graph.replay().digest(),
        prepared.located().pins());
  }

  /** Returns the cells of a group; none unless they are evaluated. */
  private List<Cell> cells(StepRunner steps, Phase until, StepGraph.Start start, Plan.Group group) {
    List<Cell> cells = new ArrayList<>();
    if (until == Phase.EVALUATE) {
      String label = group.protocol().name() + ", before any request, seed " + group.seed();
      Reached before = reached(steps, group, start, start.initial(), 0, label, Optional.empty());
      for (Plan.PlannedCell cell : group.cells()) {
        List<Reached> states = new ArrayList<>(List.of(before));
        requests(steps, group, start, cell, Optional.of(states));
        cells.add(cell(group, start, cell, states));
      }
    } else if (until == Phase.UNLEARN) {
      group.cells().forEach(cell -> requests(steps, group, start, cell, Optional.empty()));
    }
    return cells;
  }

  private static Cell cell(
      Plan.Group group, StepGraph.Start start, Plan.PlannedCell cell, List<Reached> states) {
    return new Cell(
        group.protocol(),
        cell.method().identity().name(),
        cell.parts(),
        group.seed(),
        start.step(),
        start.split(),
        start.selection(),
        states);
  }

  private StepGraph.Start start(StepRunner steps, State base, Plan.Group group, Selector selector) {
    Protocol protocol = group.protocol();
    if (protocol.knowledge() == Knowledge.FINE_TUNED) {
      return learned(steps, base, group);
    }
    if (protocol.isPublished()) {
      Split split = graph.split(group, List.of());
      return new StepGraph.Start(base.identity(), base, split, Optional.empty());
    }
    return selector.start(steps, group);
  }

  private StepGraph.Start learned(StepRunner steps, State base, Plan.Group group) {
    Split split = graph.split(group, graph.corpus(group).ids());
    State learned = learned(steps, graph.learn(group, base, split));
    return new StepGraph.Start(learned.identity(), learned, split, Optional.empty());
  }

  private static State learned(StepRunner steps, LearnStep step) {
    StepResult result = steps.run(step);
    Training.diverged(result.directory())
        .ifPresent(
            problem -> {
              throw new DivergedException(problem);
            });
    return State.of(step.key(), result);
  }

  /**
   * Makes all requests of a cell, or those up to one that diverges.
   *
   * @param evaluated gets what each state is found to be; empty to evaluate none
   */
  private void requests(
      StepRunner steps,
      Plan.Group group,
      StepGraph.Start start,
      Plan.PlannedCell cell,
      Optional<List<Reached>> evaluated) {
    State state = start.initial();
    int requests = start.split().requests().size();
    for (int request = 1; request <= requests; request++) {
      UnlearnStep step = graph.unlearn(group, cell, start, state, request);
      StepResult result = steps.run(step);
      State trained = State.of(step.key(), result);
      state = graph.after(group, cell, start, state, request, trained);
      Optional<Problem> diverged = Training.diverged(result.directory());
      String label =
          "%s, %s, after request %d, seed %d"
              .formatted(
                  group.protocol().name(), cell.method().identity().name(), request, group.seed());
      if (evaluated.isPresent()) {
        evaluated.get().add(reached(steps, group, start, state, request, label, diverged));
      }
      if (diverged.isPresent()) {
        steps.warn(brokenOff(label, diverged.get()));
        break;
      }
    }
  }

  private static Problem brokenOff(String label, Problem problem) {
    return new Problem(
        "A request diverged, and what follows it is left out",
        label,
        problem.what() + " (" + problem.where() + ": " + problem.found() + ")",
        "finite numbers throughout",
        problem.remedy());
  }

  private static List<Written> written(EvaluateStep evaluate, StepResult result) {
    return evaluate.written()
        ? WrittenFile.read(result.directory().resolve(WrittenFile.NAME))
        : List.of();
  }

  private Reached reached(
      StepRunner steps,
      Plan.Group group,
      StepGraph.Start start,
      State state,
      int requests,
      String label,
      Optional<Problem> diverged) {
    EvaluateStep evaluate = graph.evaluate(group, start.split(), state, label);
    StepResult result = steps.run(evaluate);
    List<Answered> answers = AnswerFile.read(result.directory().resolve(AnswerFile.NAME));
    Optional<JudgedTasks> judged =
        evaluate
            .tasks()
            .map(
                asked ->
                    judging.of(asked, TaskAnswers.read(result.directory()), steps.cancellation()));
    return new Reached(
        requests,
        state.step(),
        state.training(),
        evaluate.key().digest(),
        diverged,
        prepared.exam().map(sitting -> sitting.judged(answers)).orElse(answers),
        judged.map(JudgedTasks::answers).orElseGet(() -> written(evaluate, result)),
        judged.map(JudgedTasks::state));
  }
}
