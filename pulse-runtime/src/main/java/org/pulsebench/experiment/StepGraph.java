package org.pulsebench.experiment;

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

  SelectStep select(Group group, State base) {
    Protocol protocol = group.protocol();
    return new SelectStep(
        machine,
        base,
        corpus(group),
        Scorer.of(protocol.scorer()),
        protocol.counts().people(),
        protocol.minimumAccuracy(),
        group.seed());
  }

  /**
   * Returns the step of a request.
   *
   * @param before the state that the last request left
   * @param request its number, from 1
   */
  UnlearnStep unlearn(Group group, PlannedCell cell, Start start, State before, int request) {
    PreparedMethod method = cell.method();
    return new UnlearnStep(
        machine,
        before,
        start.initial(),
        corpus(group),
        start.split().requests().get(request - 1),
        start.split().retain(),
        method.method(),
        method.identity(),
        method.settings(),
        cell.parts().plan(experiment.lora()),
        request,
        group.seed());
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
        experiment.written());
  }
}
