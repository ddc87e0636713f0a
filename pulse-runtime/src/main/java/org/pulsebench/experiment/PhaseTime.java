package org.pulsebench.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long the steps of one kind took.
 *
 * @param kind {@code learn}, {@code select}, {@code unlearn} or {@code evaluate}
 * @param steps their number, each counted once however often it was asked for
 * @param computed how many of them were not in the store
 * @param seconds the time of all when they were computed, in this run or before
 * @param computedSeconds the time of those that this run computed
 */
record PhaseTime(String kind, int steps, int computed, double seconds, double computedSeconds) {

  /** Returns each step once, as it was first asked for, in that order. */
  static List<DoneStep> distinct(List<DoneStep> steps) {
    Map<String, DoneStep> distinct = new LinkedHashMap<>();
    steps.forEach(step -> distinct.putIfAbsent(step.digest(), step));
    return List.copyOf(distinct.values());
  }

  /** Sums up steps by their kind, in the order in which kinds were first asked for. */
  static List<PhaseTime> of(List<DoneStep> steps) {
    Map<String, List<DoneStep>> kinds = new LinkedHashMap<>();
    distinct(steps)
        .forEach(step -> kinds.computeIfAbsent(step.kind(), k -> new ArrayList<>()).add(step));
    List<PhaseTime> phases = new ArrayList<>();
    kinds.forEach((kind, all) -> phases.add(sum(kind, all)));
    return phases;
  }

  private static PhaseTime sum(String kind, List<DoneStep> steps) {
    List<DoneStep> computed = steps.stream().filter(step -> !step.reused()).toList();
    return new PhaseTime(kind, steps.size(), computed.size(), seconds(steps), seconds(computed));
  }

  private static double seconds(List<DoneStep> steps) {
    return steps.stream().mapToDouble(DoneStep::seconds).sum();
  }
}
