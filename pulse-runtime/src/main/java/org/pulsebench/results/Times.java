package org.pulsebench.results;

import java.util.List;
import java.util.Optional;
import org.pulsebench.Checks;

/**
 * What a run computed, and how long it took.
 *
 * @param phases steps by their kind
 * @param steps each counted once, in the order in which they were first asked for
 */
public record Times(List<Phase> phases, List<Step> steps) {

  public Times {
    phases = List.copyOf(phases);
    steps = List.copyOf(steps);
  }

  /** Returns the step of a digest, such as {@link CellResult#start}. */
  public Optional<Step> step(String digest) {
    return steps.stream().filter(step -> step.digest().equals(digest)).findFirst();
  }

  /**
   * The steps of one kind.
   *
   * @param kind {@code learn}, {@code select}, {@code unlearn} or {@code evaluate}
   * @param steps their number
   * @param computed how many of them were not in the store
   * @param seconds the time of all when they were computed, in this run or before
   * @param computedSeconds the time of those that this run computed
   */
  public record Phase(
      String kind, int steps, int computed, double seconds, double computedSeconds) {

    public Phase {
      Checks.require(computed >= 0 && computed <= steps, "computed", computed, "among the steps");
    }
  }

  /**
   * One step.
   *
   * @param digest of its key
   * @param reused whether it was in the store
   * @param seconds of its computation, in this run or before
   */
  public record Step(String kind, String digest, boolean reused, double seconds) {}
}
