package org.pulsebench.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pulsebench.RandomStream;
import org.pulsebench.experiment.Plan.Group;
import org.pulsebench.experiment.store.StepResult;
import org.pulsebench.protocol.Known;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.protocol.Selection;
import org.pulsebench.protocol.SelectionStability;
import org.pulsebench.protocol.SelectionStability.Over;
import org.pulsebench.results.SelectionAccount;

/**
 * Decides whom cells are about whose knowledge the model had before, and keeps account of how.
 *
 * <p>What was selected by asking is written beside the results, one file for each protocol, to be
 * committed and pinned.
 */
final class Selector {

  private final StepGraph graph;
  private final State base;
  private final Map<Protocol, Map<Long, Selection>> selections = new LinkedHashMap<>();
  private final Map<Protocol, SelectionStability> overPrompts = new LinkedHashMap<>();

  Selector(StepGraph graph, State base) {
    this.graph = graph;
    this.base = base;
  }

  /** Returns what the cells of a group begin with. */
  StepGraph.Start start(StepRunner steps, Group group) {
    Step step = graph.select(group, base);
    StepResult result = steps.run(step);
    Selection selection =
        step instanceof SelectStep select
            ? selected(group, select.known(result.directory()))
            : ((PinnedStep) step).selection();
    selections
        .computeIfAbsent(group.protocol(), first -> new TreeMap<>())
        .put(group.seed(), selection);
    if (step instanceof SelectStep) {
      write(group.protocol());
    }
    return new StepGraph.Start(
        step.key().digest(), base, graph.split(group, selection.ids()), Optional.of(selection));
  }

  private Selection selected(Group group, Map<PromptVariant, List<Known>> known) {
    Protocol protocol = group.protocol();
    Selection selection = selection(group, known.get(PromptVariant.AS_WRITTEN));
    // Chance decides alike in every variant, so that what differs is the model's.
    if (known.size() > 1) {
      overPrompts.computeIfAbsent(protocol, first -> stability(group, known));
    }
    return selection;
  }

  /**
   * Returns whom the model knows best.
   *
   * @throws org.pulsebench.BadInputException if fewer are known than the protocol wants
   */
  static Selection selection(Group group, List<Known> known) {
    Protocol protocol = group.protocol();
    return Selection.best(
        known, protocol.counts().people(), protocol.minimumAccuracy(), random(group));
  }

  private static SelectionStability stability(Group group, Map<PromptVariant, List<Known>> known) {
    Protocol protocol = group.protocol();
    Map<String, List<String>> chosen = new LinkedHashMap<>();
    known.forEach(
        (variant, subjects) ->
            chosen.put(
                variant.id(),
                Selection.ranked(subjects, protocol.minimumAccuracy(), random(group)).stream()
                    .limit(protocol.counts().people())
                    .map(Known::id)
                    .toList()));
    return SelectionStability.of(
        Over.PROMPTS,
        protocol.counts().people(),
        known.get(PromptVariant.AS_WRITTEN).size(),
        chosen);
  }

  private static RandomStream random(Group group) {
    return new RandomStream(group.seed()).child(SelectStep.KIND);
  }

  private void write(Protocol protocol) {
    Path results = graph.experiment().results().toAbsolutePath();
    new SelectionFile(
            protocol.name(),
            protocol.scorer(),
            base.identity(),
            graph.materials().corpus(protocol.knowledge()).digest(),
            new TreeMap<>(selections.get(protocol)))
        .write(SelectionFile.of(results, protocol.name()));
  }

  /** Returns how the people of each protocol were selected. */
  List<SelectionAccount> accounts() {
    List<SelectionAccount> accounts = new ArrayList<>();
    selections.forEach(
        (protocol, seeds) -> {
          List<SelectionStability> stability = new ArrayList<>();
          Optional.ofNullable(overPrompts.get(protocol)).ifPresent(stability::add);
          if (seeds.size() > 1) {
            stability.add(overSeeds(protocol, seeds));
          }
          boolean pinned = graph.experiment().pinned().containsKey(protocol.name());
          accounts.add(new SelectionAccount(protocol.name(), pinned, stability));
        });
    return accounts;
  }

  private static SelectionStability overSeeds(Protocol protocol, Map<Long, Selection> seeds) {
    Map<String, List<String>> chosen = new LinkedHashMap<>();
    seeds.forEach((seed, selection) -> chosen.put("" + seed, selection.ids()));
    int candidates = seeds.values().iterator().next().candidates();
    return SelectionStability.of(Over.SEEDS, protocol.counts().people(), candidates, chosen);
  }
}
