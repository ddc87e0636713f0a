package org.pulsebench.plugin.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pulsebench.data.Modality;
import org.pulsebench.evaluation.statistics.Metric;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.Figure;
import org.pulsebench.results.QuestionSet;
import org.pulsebench.results.ScorerResult;
import org.pulsebench.results.SetSustainability;
import org.pulsebench.results.StateResult;

/** A number looked up in results, or why there is none. */
sealed interface Measurement {

  /** A number that every seed has. */
  record Found(Measured measured) implements Measurement {}

  /** A number that a seed does not have. */
  record Absent(Status status, String reason) implements Measurement {}

  /**
   * Which number of a cell.
   *
   * @param requests after how many; of an area all of the protocol
   */
  record Wanted(
      QuestionSet set,
      Optional<Modality> modality,
      RuleMetric metric,
      TaskQuestions tasks,
      int requests,
      String scorer) {

    String name() {
      return metric.name(set, modality, tasks);
    }
  }

  /**
   * Looks a number up: a seed without it makes that there is none, as a mean of others misleads.
   *
   * @param cells those that differ in nothing but the seed
   * @param seeds all of the experiment
   */
  static Measurement of(List<CellResult> cells, List<Long> seeds, Wanted wanted) {
    List<Metric> metrics = new ArrayList<>();
    for (long seed : seeds) {
      Optional<CellResult> cell = cells.stream().filter(one -> one.seed() == seed).findFirst();
      if (cell.isEmpty()) {
        return new Absent(Status.INCOMPLETE, "there is no cell of seed " + seed);
      }
      OfSeed found = ofSeed(cell.get(), wanted);
      if (found.absent().isPresent()) {
        Absent absent = found.absent().get();
        return new Absent(absent.status(), absent.reason() + " (seed " + seed + ")");
      }
      metrics.add(found.metric().orElseThrow());
    }
    return new Found(Measured.of(metrics, wanted.metric() == RuleMetric.DERIVED ? 1 : 100));
  }

  /** Either of both. */
  record OfSeed(Optional<Metric> metric, Optional<Absent> absent) {

    static OfSeed of(Optional<Metric> metric, Wanted wanted) {
      return metric.isPresent()
          ? new OfSeed(metric, Optional.empty())
          : absent(Status.MISSING, "no " + wanted.name() + " was measured");
    }

    static OfSeed of(Figure figure) {
      return figure instanceof Figure.Undefined undefined
          ? absent(Status.UNDEFINED, undefined.reason())
          : new OfSeed(figure.known(), Optional.empty());
    }

    static OfSeed absent(Status status, String reason) {
      return new OfSeed(Optional.empty(), Optional.of(new Absent(status, reason)));
    }
  }

  private static OfSeed ofSeed(CellResult cell, Wanted wanted) {
    int all = cell.protocol().counts().requests();
    for (StateResult state : cell.states()) {
      if (state.requests() <= wanted.requests() && state.diverged().isPresent()) {
        return OfSeed.absent(
            Status.DIVERGED,
            "request %d of %d diverged: %s"
                .formatted(state.requests(), all, state.diverged().get().what()));
      }
    }
    if (wanted.metric().isJudged()) {
      return judged(cell, wanted);
    }
    Optional<ScorerResult> state = cell.after(wanted.requests(), wanted.scorer());
    if (state.isEmpty()) {
      return incomplete(cell);
    }
    return switch (wanted.metric()) {
      case ACCURACY -> OfSeed.of(state.get().accuracy(wanted.name()), wanted);
      case DERIVED ->
          state.get().derived(wanted.name()).map(OfSeed::of).orElseGet(() -> none(wanted));
      case AREA ->
          cell.sustainability(wanted.scorer(), wanted.set())
              .map(SetSustainability::area)
              .map(OfSeed::of)
              .orElseGet(() -> none(wanted));
      default -> throw new IllegalStateException(wanted.name() + " is of no scorer");
    };
  }

  private static OfSeed judged(CellResult cell, Wanted wanted) {
    if (wanted.requests() >= cell.states().size()) {
      return incomplete(cell);
    }
    if (wanted.metric() != RuleMetric.DRIFT) {
      return OfSeed.of(cell.task(wanted.requests(), wanted.name()), wanted);
    }
    return cell.drift().stream()
        .filter(figure -> figure.name().equals(wanted.name()))
        .findFirst()
        .map(OfSeed::of)
        .orElseGet(() -> none(wanted));
  }

  private static OfSeed incomplete(CellResult cell) {
    return OfSeed.absent(
        Status.INCOMPLETE,
        "it ends after request %d of %d"
            .formatted(cell.states().size() - 1, cell.protocol().counts().requests()));
  }

  private static OfSeed none(Wanted wanted) {
    return OfSeed.of(Optional.<Metric>empty(), wanted);
  }
}
