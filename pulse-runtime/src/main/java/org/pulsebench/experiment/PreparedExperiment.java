package org.pulsebench.experiment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.pulsebench.data.Exam;
import org.pulsebench.experiment.environment.Environment;
import org.pulsebench.experiment.store.DigestCache;
import org.pulsebench.method.FineTuning;
import org.pulsebench.method.MethodSettings;
import org.pulsebench.protocol.Protocol;

/**
 * An experiment with all that it names found and checked: what can be run, described or estimated.
 *
 * @param exam as it is asked: a sample of it, or all
 * @param methods in the experiment's order
 */
record PreparedExperiment(
    Experiment experiment,
    Located located,
    Optional<ExamSitting> exam,
    MachineClass machine,
    List<PreparedMethod> methods,
    Plan plan,
    StepGraph graph) {

  PreparedExperiment {
    methods = List.copyOf(methods);
  }

  /**
   * Prepares an experiment; nothing is computed, and no model is loaded.
   *
   * @param loader of the class path that users' methods are on
   * @throws org.pulsebench.BadInputException if a method or a parameter is unknown, or a value is
   *     not allowed, or the exam cannot be asked as it is to be
   */
  static PreparedExperiment of(Experiment asked, Located located, ClassLoader loader) {
    Materials materials = located.materials();
    Experiment experiment = PublishedTasks.resolved(asked, materials);
    Optional<ExamSitting> exam =
        materials
            .exam()
            .map(each -> sampled(each, experiment.examQuestions()))
            .map(each -> new ExamSitting(each, experiment.exam()));
    MachineClass machine = new MachineClass(experiment.device(), Environment.ofJvm().pulse());
    List<PreparedMethod> methods =
        PreparedMethod.all(experiment.methods(), experiment.defaults(), loader, machine.version());
    StepGraph graph =
        new StepGraph(
            experiment, materials, exam, machine, learning(experiment), located.model().replay());
    Plan plan = Plan.of(experiment, methods);
    return new PreparedExperiment(experiment, located, exam, machine, methods, plan, graph);
  }

  /** The same with a model that needs not be fetched. */
  static PreparedExperiment of(Experiment experiment, Materials materials, ClassLoader loader) {
    return of(experiment, Located.of(experiment, materials), loader);
  }

  Materials materials() {
    return located.materials();
  }

  ModelSource model() {
    return located.model();
  }

  private static MethodSettings learning(Experiment experiment) {
    Map<String, Object> values = new LinkedHashMap<>(experiment.defaults().learning());
    values.putAll(experiment.learning());
    return MethodSettings.of(new FineTuning().description(), values);
  }

  private static Exam sampled(Exam exam, OptionalInt questions) {
    return questions.isPresent() ? exam.sample(questions.getAsInt()) : exam;
  }

  /**
   * Looks at once at what would otherwise be refused after hours of learning.
   *
   * @throws org.pulsebench.BadInputException if a corpus does not serve a protocol
   */
  void requireCorpora() {
    for (Protocol protocol : experiment.protocols()) {
      PublishedTasks.requireTasks(protocol, methodsOf(protocol));
      CorpusCheck.require(protocol, materials().corpus(protocol.knowledge()));
    }
  }

  private List<PreparedMethod> methodsOf(Protocol protocol) {
    List<Experiment.MethodChoice> chosen = experiment.methodsOf(protocol);
    return methods.stream().filter(method -> chosen.contains(method.choice())).toList();
  }

  /**
   * Looks at once at the files of people that protocols name.
   *
   * @throws org.pulsebench.BadInputException if one is of another model or corpus, or does not fit
   *     its protocol
   */
  void requireSelections(State base) {
    for (Protocol protocol : experiment.protocols()) {
      Path file = experiment.pinned().get(protocol.name());
      if (file != null) {
        SelectionFile.read(file)
            .require(
                protocol, experiment.seeds(), base, materials().corpus(protocol.knowledge()), file);
      }
    }
  }

  /** Returns the model as it is, told from others by its files. */
  State base(EventSink events) {
    DigestCache digests =
        DigestCache.in(experiment.store(), problem -> events.accept(new Event.Warning(problem)));
    return State.ofBase(model().digest(digests::of));
  }

  /** Returns what computes with the model, which is loaded when it is needed. */
  Laboratory laboratory() {
    return new Laboratory(
        () -> model().directory(experiment.store()),
        machine.precision(),
        machine.djl(),
        experiment.checkpointing());
  }
}
