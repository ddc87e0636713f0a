package org.pulsebench.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pulsebench.Checks;
import org.pulsebench.RandomStream;
import org.pulsebench.evaluation.statistics.Metric;
import org.pulsebench.results.Figure;
import org.pulsebench.results.SetSustainability;

/**
 * What came of a cell, in numbers.
 *
 * @param states what each scorer found of each state of the cell, in their order
 * @param sustainability what each scorer found of the whole sequence, for the retain set and, where
 *     there is one, the exam; empty for a single request
 * @param judged the scores of each state about published tasks; empty lists where people are drawn
 * @param drift of those scores after their task was unlearnt
 */
record CellMetrics(
    Cell cell,
    List<Map<String, StateMetrics>> states,
    Map<String, List<SetSustainability>> sustainability,
    List<List<Metric>> judged,
    List<Figure> drift) {

  CellMetrics {
    states = states.stream().map(Map::copyOf).toList();
    sustainability = Map.copyOf(sustainability);
    judged = judged.stream().map(List::copyOf).toList();
    drift = List.copyOf(drift);
    Checks.require(
        states.size() == cell.states().size(), "states", states.size(), "as many as the cell's");
  }

  /** Measures a cell. */
  static CellMetrics of(Cell cell) {
    List<Map<String, StateMetrics>> states = new ArrayList<>();
    for (Cell.Reached reached : cell.states()) {
      Map<String, StateMetrics> scorers = new LinkedHashMap<>();
      cell.scorers().forEach(scorer -> scorers.put(scorer, measured(cell, reached, scorer)));
      states.add(scorers);
    }
    Map<String, List<SetSustainability>> sustainability = new LinkedHashMap<>();
    if (cell.protocol().counts().requests() > 1) {
      cell.scorers()
          .forEach(scorer -> sustainability.put(scorer, sustainability(cell, states, scorer)));
    }
    boolean published = cell.protocol().isPublished();
    List<List<Metric>> judged =
        cell.states().stream()
            .map(reached -> published ? TaskMetrics.of(cell, reached) : List.<Metric>of())
            .toList();
    return new CellMetrics(
        cell,
        states,
        sustainability,
        judged,
        published ? TaskMetrics.drift(cell, judged) : List.of());
  }

  /** Returns what a scorer found of the state before any request. */
  StateMetrics before(String scorer) {
    return states.get(0).get(scorer);
  }

  /** Returns what a scorer found after some requests; empty unless all of them were carried out. */
  Optional<StateMetrics> after(int requests, String scorer) {
    return requests < states.size() && cell.states().get(requests).diverged().isEmpty()
        ? Optional.of(states.get(requests).get(scorer))
        : Optional.empty();
  }

  /** Returns what a scorer found after all requests; empty if one diverged. */
  Optional<StateMetrics> last(String scorer) {
    return after(cell.protocol().counts().requests(), scorer);
  }

  private static StateMetrics measured(Cell cell, Cell.Reached reached, String scorer) {
    StateMetrics.Sets sets =
        cell.protocol().isPublished()
            ? StateMetrics.Sets.ofExam(cell.hasExam())
            : new StateMetrics.Sets(cell.split().requests(), cell.split().retain(), cell.hasExam());
    if (reached.requests() == 0) {
      return StateMetrics.before(sets, scorer, reached.answers());
    }
    RandomStream random =
        new RandomStream(cell.seed()).child("intervals").child(reached.requests()).child(scorer);
    List<Answered> before = cell.states().get(0).answers();
    return StateMetrics.after(sets, scorer, reached.answers(), before, random);
  }

  private static List<SetSustainability> sustainability(
      Cell cell, List<Map<String, StateMetrics>> states, String scorer) {
    List<SetSustainability> all = new ArrayList<>();
    List<SequenceFigures> sets = new ArrayList<>();
    if (!cell.protocol().isPublished()) {
      sets.add(SequenceFigures.RETAIN);
    }
    if (cell.hasExam()) {
      sets.add(SequenceFigures.EXAM);
    }
    for (SequenceFigures set : sets) {
      all.add(
          cell.isComplete()
              ? set.of(
                  states.stream()
                      .map(state -> state.get(scorer).accuracy(set.name()).value())
                      .toList())
              : set.undefined(brokenOff(cell)));
    }
    return all;
  }

  private static String brokenOff(Cell cell) {
    return "request %d of %d diverged"
        .formatted(cell.states().size() - 1, cell.protocol().counts().requests());
  }
}
