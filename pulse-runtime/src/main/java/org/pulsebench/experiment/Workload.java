package org.pulsebench.experiment;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pulsebench.experiment.store.StepKey;
import org.pulsebench.experiment.store.StepResult;
import org.pulsebench.experiment.store.StepStore;
import org.pulsebench.protocol.Knowledge;
import org.pulsebench.protocol.Split;

/** The steps of an experiment, each once, and which of them are in the store. */
final class Workload {

  /**
   * A step with what is known of it.
   *
   * @param stored whether it is in the store
   */
  record Job(Step step, boolean stored) {

    String kind() {
      return step.key().kind();
    }

    Optional<TrainingStep> training() {
      return step instanceof TrainingStep training ? Optional.of(training) : Optional.empty();
    }

    List<EvaluateStep> asking() {
      if (step instanceof SelectStep select) {
        return select.asking();
      }
      return step instanceof EvaluateStep evaluate ? List.of(evaluate) : List.of();
    }
  }

  private final StepGraph graph;
  private final Optional<StepStore> store;
  private final Set<String> seen = new HashSet<>();
  private final List<Job> jobs = new ArrayList<>();

  private Workload(StepGraph graph, Optional<StepStore> store) {
    this.graph = graph;
    this.store = store;
  }

  /**
   * Returns all steps of an experiment in their order.
   *
   * <p>Who is known best is not known before the model was asked: until then the first people of
   * the corpus stand for them, which changes no number by much.
   *
   * @param store where steps may be; empty if there is none yet
   */
  static List<Job> of(PreparedExperiment prepared, State base, Optional<StepStore> store) {
    Workload workload = new Workload(prepared.graph(), store);
    prepared.plan().groups().forEach(group -> workload.add(group, base));
    return List.copyOf(workload.jobs);
  }

  private void add(Plan.Group group, State base) {
    StepGraph.Start start = start(group, base);
    add(graph.evaluate(group, start.split(), start.initial(), group.protocol().name()));
    for (Plan.PlannedCell cell : group.cells()) {
      State state = start.initial();
      for (int request = 1; request <= start.split().requests().size(); request++) {
        UnlearnStep step = graph.unlearn(group, cell, start, state, request);
        add(step);
        state = graph.after(group, cell, start, state, request, after(step));
        add(graph.evaluate(group, start.split(), state, cell.method().identity().name()));
      }
    }
  }

  private StepGraph.Start start(Plan.Group group, State base) {
    if (group.protocol().isPublished() && group.protocol().knowledge() == Knowledge.PRE_TRAINED) {
      Split split = graph.split(group, List.of());
      return new StepGraph.Start(base.identity(), base, split, Optional.empty());
    }
    if (group.protocol().knowledge() == Knowledge.FINE_TUNED) {
      Split split = graph.split(group, graph.corpus(group).ids());
      LearnStep step = graph.learn(group, base, split);
      add(step);
      State learned = after(step);
      return new StepGraph.Start(learned.identity(), learned, split, Optional.empty());
    }
    Step step = graph.select(group, base);
    Optional<StepResult> result = add(step);
    return new StepGraph.Start(
        step.key().digest(),
        base,
        graph.split(group, people(group, step, result)),
        Optional.empty());
  }

  private List<String> people(Plan.Group group, Step step, Optional<StepResult> result) {
    List<String> all = graph.corpus(group).ids();
    List<String> some = all.subList(0, group.protocol().counts().people());
    if (step instanceof PinnedStep pinned) {
      // A corpus that is not here is stood in for by one that has other ids.
      List<String> ids = pinned.selection().ids();
      return all.containsAll(ids) ? ids : some;
    }
    SelectStep select = (SelectStep) step;
    return result
        .map(done -> select.known(done.directory()).get(PromptVariant.AS_WRITTEN))
        .map(known -> Selector.selection(group, known).ids())
        .orElse(some);
  }

  /** A state is told from others by the key of its step, whether that has been run or not. */
  private static State after(Step step) {
    return new State(step.key().digest(), Optional.empty());
  }

  private Optional<StepResult> add(Step step) {
    StepKey key = step.key();
    Optional<StepResult> result = store.flatMap(open -> open.find(key));
    if (seen.add(key.digest())) {
      jobs.add(new Job(step, result.isPresent()));
    }
    return result;
  }
}
