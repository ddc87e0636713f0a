package org.pulsebench.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.pulsebench.Cancellation;
import org.pulsebench.DivergedException;
import org.pulsebench.Problem;
import org.pulsebench.RandomStream;
import org.pulsebench.data.Corpus;
import org.pulsebench.data.Exam;
import org.pulsebench.experiment.Cell.Reached;
import org.pulsebench.experiment.environment.Environment;
import org.pulsebench.experiment.store.DigestCache;
import org.pulsebench.experiment.store.StepResult;
import org.pulsebench.method.FineTuning;
import org.pulsebench.method.MethodIdentity;
import org.pulsebench.method.MethodSettings;
import org.pulsebench.protocol.Knowledge;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.protocol.Selection;
import org.pulsebench.protocol.Split;
import org.pulsebench.protocol.Splits;
import org.pulsebench.protocol.TrainedParts;

/**
 * Carries out an experiment: every protocol with every method and every seed.
 *
 * <p>All steps go through the store, so that what was computed once, by this experiment or another,
 * is not computed again, and a run that was ended goes on where it was.
 */
public final class ExperimentRunner {

  /** What the cells of a protocol and a seed have in common. */
  private record Start(
      Corpus corpus, State initial, Split split, Optional<Selection> selection, Reached before) {}

  private final Experiment experiment;
  private final Materials materials;
  private final Optional<ExamSitting> exam;
  private final MachineClass machine;
  private final ModelSource model;
  private final List<PreparedMethod> methods;
  private final Plan plan;
  private final MethodSettings learning;
  private final Replay replay;

  /**
   * Prepares an experiment; nothing is computed, and no model is loaded.
   *
   * @param loader of the class path that users' methods are on
   * @throws org.pulsebench.BadInputException if a method or a parameter is unknown, or a value is
   *     not allowed, or the exam cannot be asked as it is to be
   */
  public ExperimentRunner(Experiment experiment, ClassLoader loader) {
    this(experiment, Materials.of(experiment.data()), loader);
  }

  ExperimentRunner(Experiment experiment, Materials materials, ClassLoader loader) {
    ModelDefaults defaults = experiment.defaults();
    this.experiment = experiment;
    this.materials = materials;
    this.exam =
        materials
            .exam()
            .map(each -> sampled(each, experiment.examQuestions()))
            .map(each -> new ExamSitting(each, experiment.exam()));
    this.machine = new MachineClass(experiment.device(), Environment.ofJvm().pulse());
    this.model = ModelSource.of(experiment.model());
    this.methods = PreparedMethod.all(experiment.methods(), defaults, loader, machine.version());
    this.plan = Plan.of(experiment, methods);
    Map<String, Object> values = new LinkedHashMap<>(defaults.learning());
    values.putAll(experiment.learning());
    this.learning = MethodSettings.of(new FineTuning().description(), values);
    this.replay = model.replay();
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
    requireCorpora();
    try (Laboratory laboratory =
            new Laboratory(
                () -> model.directory(experiment.store()), machine.precision(), machine.djl());
        StepRunner steps =
            new StepRunner(experiment.store(), laboratory, events, cancellation, plan.steps())) {
      State base = base(events);
      List<Cell> cells = new ArrayList<>();
      for (Plan.Group group : plan.groups()) {
        Start start = start(steps, base, group.protocol(), group.seed());
        for (Plan.PlannedCell cell : group.cells()) {
          cells.add(cell(steps, group, start, cell));
        }
      }
      return new Results(
          experiment,
          provenance(base),
          methodRuns(),
          cells,
          steps.done(),
          laboratory.environment());
    }
  }

  private static Exam sampled(Exam exam, OptionalInt questions) {
    return questions.isPresent() ? exam.sample(questions.getAsInt()) : exam;
  }

  /** Returns what will be run. */
  Plan plan() {
    return plan;
  }

  private State base(EventSink events) {
    // The store is open: if its directory cannot be used, that was told in its own words.
    DigestCache digests =
        DigestCache.in(experiment.store(), problem -> events.accept(new Event.Warning(problem)));
    return State.ofBase(model.digest(digests::of));
  }

  /** Looks at once at what would otherwise be refused after hours of learning. */
  private void requireCorpora() {
    for (Protocol protocol : experiment.protocols()) {
      CorpusCheck.require(protocol, materials.corpus(protocol.knowledge()));
    }
  }

  private List<Results.MethodRun> methodRuns() {
    return methods.stream()
        .map(
            prepared ->
                new Results.MethodRun(
                    prepared.method().description(),
                    prepared.identity().version(),
                    prepared.settings()))
        .toList();
  }

  private Provenance provenance(State base) {
    FineTuning fineTuning = new FineTuning();
    return new Provenance(
        base.identity(),
        machine,
        experiment.protocols().stream()
            .map(Protocol::knowledge)
            .distinct()
            .sorted()
            .map(each -> Provenance.CorpusRecord.of(each, materials.corpus(each)))
            .toList(),
        exam.map(Provenance.ExamRecord::of),
        new Results.MethodRun(
            fineTuning.description(),
            MethodIdentity.of(fineTuning, machine.version()).version(),
            learning),
        replay.digest());
  }

  private Start start(StepRunner steps, State base, Protocol protocol, long seed) {
    Corpus corpus = materials.corpus(protocol.knowledge());
    RandomStream random = new RandomStream(seed).child("split");
    Optional<Selection> selection = Optional.empty();
    State initial = base;
    Split split;
    if (protocol.knowledge() == Knowledge.FINE_TUNED) {
      split = Splits.draw(protocol, corpus.ids(), random);
      initial = learned(steps, base, corpus, split, seed);
    } else {
      selection = Optional.of(selected(steps, base, corpus, protocol, seed));
      split = Splits.draw(protocol, selection.get().ids(), random);
    }
    String label = protocol.name() + ", before any request, seed " + seed;
    Reached before = reached(steps, protocol, corpus, split, initial, 0, label, Optional.empty());
    return new Start(corpus, initial, split, selection, before);
  }

  private State learned(StepRunner steps, State base, Corpus corpus, Split split, long seed) {
    LearnStep step =
        new LearnStep(
            machine,
            base,
            corpus,
            split.learned(),
            learning,
            TrainedParts.PROJECTOR_AND_LLM.plan(experiment.lora()),
            replay,
            seed);
    StepResult result = steps.run(step);
    Training.diverged(result.directory())
        .ifPresent(
            problem -> {
              throw new DivergedException(problem);
            });
    return State.of(step.key(), result);
  }

  private Selection selected(
      StepRunner steps, State base, Corpus corpus, Protocol protocol, long seed) {
    SelectStep step =
        new SelectStep(
            machine,
            base,
            corpus,
            Scorer.of(protocol.scorer()),
            protocol.counts().people(),
            protocol.minimumAccuracy(),
            seed);
    return SelectStep.read(steps.run(step).directory());
  }

  private Cell cell(StepRunner steps, Plan.Group group, Start start, Plan.PlannedCell planned) {
    Protocol protocol = group.protocol();
    long seed = group.seed();
    TrainedParts parts = planned.parts();
    PreparedMethod method = planned.method();
    List<Reached> states = new ArrayList<>(List.of(start.before()));
    State state = start.initial();
    List<List<String>> requests = start.split().requests();
    for (int request = 1; request <= requests.size(); request++) {
      UnlearnStep step =
          new UnlearnStep(
              machine,
              state,
              start.initial(),
              start.corpus(),
              requests.get(request - 1),
              start.split().retain(),
              method.method(),
              method.identity(),
              method.settings(),
              parts.plan(experiment.lora()),
              request,
              seed);
      StepResult result = steps.run(step);
      state = State.of(step.key(), result);
      Optional<Problem> diverged = Training.diverged(result.directory());
      String label =
          "%s, %s, after request %d, seed %d"
              .formatted(protocol.name(), method.identity().name(), request, seed);
      states.add(
          reached(steps, protocol, start.corpus(), start.split(), state, request, label, diverged));
      if (diverged.isPresent()) {
        steps.warn(brokenOff(label, diverged.get()));
        break;
      }
    }
    return new Cell(
        protocol, method.identity().name(), parts, seed, start.split(), start.selection(), states);
  }

  private static Problem brokenOff(String label, Problem problem) {
    return new Problem(
        "A request diverged, and what follows it is left out",
        label,
        problem.what() + " (" + problem.where() + ": " + problem.found() + ")",
        "finite numbers throughout",
        problem.remedy());
  }

  private Reached reached(
      StepRunner steps,
      Protocol protocol,
      Corpus corpus,
      Split split,
      State state,
      int requests,
      String label,
      Optional<Problem> diverged) {
    // In an order that protocols share, so that they share what is evaluated.
    Set<String> subjects = new TreeSet<>(split.unlearn());
    subjects.addAll(split.retain());
    Set<String> names = new LinkedHashSet<>(List.of(protocol.scorer()));
    names.addAll(protocol.otherScorers());
    EvaluateStep step =
        new EvaluateStep(
            machine,
            state,
            label,
            corpus,
            List.copyOf(subjects),
            exam,
            names.stream().map(Scorer::of).toList(),
            experiment.written());
    StepResult result = steps.run(step);
    List<Answered> answers = AnswerFile.read(result.directory().resolve(AnswerFile.NAME));
    return new Reached(
        requests,
        state.identity(),
        diverged,
        exam.map(sitting -> sitting.judged(answers)).orElse(answers),
        experiment.written()
            ? WrittenFile.read(result.directory().resolve(WrittenFile.NAME))
            : List.of());
  }
}
