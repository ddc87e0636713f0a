package org.pulsebench.experiment;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pulsebench.RandomStream;
import org.pulsebench.data.Corpus;
import org.pulsebench.experiment.Plan.Group;
import org.pulsebench.experiment.Plan.PlannedCell;
import org.pulsebench.method.MethodSettings;
import org.pulsebench.protocol.Preset;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.protocol.Selection;
import org.pulsebench.protocol.Split;
import org.pulsebench.protocol.Splits;
import org.pulsebench.protocol.TrainedParts;

/**
 * Makes the steps of an experiment, each from the states that come before it; computes nothing.
 *
 * @param exam that every state sits, if there is one
 * @param learning settings of fine-tuning
 */
record StepGraph(
    Experiment experiment,
    Materials materials,
    Optional<ExamSitting> exam,
    MachineClass machine,
    MethodSettings learning,
    Replay replay) {

  /**
   * What the cells of a group begin with.
   *
   * @param step the digest of the key of the step that learned or selected
   * @param initial the state before any request
   * @param selection how the people were chosen, for knowledge that the model had before
   */
  record Start(String step, State initial, Split split, Optional<Selection> selection) {}

  Corpus corpus(Group group) {
    return materials.corpus(group.protocol().knowledge());
  }

  /** Returns who of some people is unlearnt and who is kept. */
  Split split(Group group, List<String> people) {
    if (group.protocol().isPublished()) {
      return Splits.published(group.protocol(), materials.benchmark().orElseThrow());
    }
    RandomStream random = new RandomStream(group.seed()).child("split");
    return Splits.draw(group.protocol(), people, random);
  }

  LearnStep learn(Group group, State base, Split split) {
    return new LearnStep(
        machine,
        base,
        corpus(group),
        split.learned(),
        learning,
        TrainedParts.PROJECTOR_AND_LLM.plan(experiment.lora()),
        replay,
        group.seed());
  }

  /**
   * Returns the step by which people are selected: a {@link SelectStep}, or a {@link PinnedStep} if
   * the protocol has a file of them.
   */
  Step select(Group group, State base) {
    Protocol protocol = group.protocol();
    Optional<Path> file = Optional.ofNullable(experiment.pinned().get(protocol.name()));
    return file.<Step>map(
            path ->
                new PinnedStep(
                    machine, base, corpus(group), SelectionFile.read(path).of(group.seed(), path)))
        .orElseGet(() -> asking(corpus(group), Scorer.of(protocol.scorer()), base));
  }

  /** A quick build does without the other ways, which take as long again and select nobody. */
  private SelectStep asking(Corpus corpus, Scorer scorer, State base) {
    List<PromptVariant> variants =
        experiment.size() == Preset.Size.PAPER
            ? PromptVariant.of(scorer)
            : List.of(PromptVariant.AS_WRITTEN);
    return new SelectStep(machine, base, corpus, scorer, variants);
  }

  /**
   * Returns the step of a request.
   *
   * @param before the state that the last request left; an expert begins with the initial one
   * @param request its number, from 1
   */
  UnlearnStep unlearn(Group group, PlannedCell cell, Start start, State before, int request) {
    PreparedMethod method = cell.method();
    return new UnlearnStep(
        machine,
        method.method().trainsExperts() ? start.initial() : before,
        start.initial(),
        corpus(group),
        start.split().requests().get(request - 1),
        start.split().retainOf(request),
        method.method(),
        method.identity(),
        method.settings(),
        cell.parts().plan(experiment.lora()),
        request,
        group.seed());
  }

  /**
   * Returns the state that a request leaves: what it trained or, of a method that trains experts,
   * the experts of the requests before with one more.
   *
   * @param before the state that the last request left
   * @param trained what the step of the request trained
   */
  State after(
      Group group, PlannedCell cell, Start start, State before, int request, State trained) {
    if (!cell.method().method().trainsExperts()) {
      return trained;
    }
    Experts.Expert expert =
        new Experts.Expert(
            "task " + group.protocol().tasks().get(request - 1),
            trained.identity(),
            trained.adapter(),
            start.split().requests().get(request - 1),
            start.split().retainOf(request));
    return State.of(
        before
            .experts()
            .map(experts -> experts.with(expert))
            .orElseGet(
                () ->
                    new Experts(
                        start.initial(),
                        List.of(expert),
                        cell.method().settings(),
                        corpus(group),
                        group.seed())));
  }

  /** Returns what is asked about the tasks of a protocol; empty where people are drawn. */
  Optional<TaskQuestions> tasks(Protocol protocol) {
    return protocol.isPublished()
        ? materials
            .benchmark()
            .map(benchmark -> TaskQuestions.of(protocol, benchmark, experiment.judging()))
        : Optional.empty();
  }

  EvaluateStep evaluate(Group group, Split split, State state, String label) {
    // In an order that protocols share, so that they share what is evaluated.
    Set<String> subjects = new TreeSet<>(split.unlearn());
    subjects.addAll(split.retain());
    Set<String> names = new LinkedHashSet<>(List.of(group.protocol().scorer()));
    names.addAll(group.protocol().otherScorers());
    return new EvaluateStep(
        machine,
        state,
        label,
        corpus(group),
        List.copyOf(subjects),
        exam,
        names.stream().map(Scorer::of).toList(),
        experiment.written() && !group.protocol().isPublished(),
        tasks(group.protocol()),
        shown(group, split));
  }

  /** Returns who is shown of each set: the same people to every state of a group. */
  private List<ShownPeople> shown(Group group, Split split) {
    if (!experiment.evaluation().showsExamples(group.protocol())) {
      return List.of();
    }
    RandomStream random = new RandomStream(group.seed()).child("shown");
    return List.of(
        ShownPeople.draw(split.unlearn(), random.child("unlearn")),
        ShownPeople.draw(split.retain(), random.child("retain")));
  }
}
