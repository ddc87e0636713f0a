package org.pulsebench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.results.CellGroup;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.Times;

/** How long trainings took. */
final class TrainingTimes {

  private TrainingTimes() {}

  /** How long learning and each request took, by the steps that the states are of. */
  static Table table(Study study, Protocol protocol, String id) {
    Map<String, Double> seconds =
        study.sources().stream()
            .flatMap(source -> source.results().times().steps().stream())
            .filter(step -> step.kind().equals("learn") || step.kind().equals("unlearn"))
            .collect(Collectors.toMap(Times.Step::digest, Times.Step::seconds, (a, b) -> a));
    int last = protocol.counts().requests();
    List<Table.Column> columns = new ArrayList<>();
    columns.add(Table.Column.of("method", "Method"));
    columns.add(Table.Column.of("learn", "Learn"));
    for (int i = 1; i <= last; i++) {
      columns.add(
          last == 1
              ? Table.Column.of("unlearn-1", "Unlearn")
              : Table.Column.of("unlearn-" + i, "" + i).in("Unlearn, request"));
    }
    List<Table.Row> rows = new ArrayList<>();
    for (CellGroup group : study.groups(protocol)) {
      List<Entry> entries =
          new ArrayList<>(
              List.of(Entry.Label.of(Names.group(group, protocol.trainedParts().size() > 1))));
      for (int i = 0; i <= last; i++) {
        entries.add(time(study.cells(group), i, seconds));
      }
      rows.add(new Table.Row(false, entries));
    }
    return new Table(
        id,
        "Times",
        "Seconds of learning and of each unlearning request, when they were computed.",
        columns,
        List.of(new Table.Block("", rows)),
        List.of("Cells that begin alike share what they learned; it was computed once."));
  }

  private static Entry time(List<CellResult> cells, int state, Map<String, Double> seconds) {
    return Values.of(
        cells,
        new Values.Quantity(Unit.SECONDS, "", 0, Double.POSITIVE_INFINITY),
        Optional.empty(),
        cell ->
            Optional.of(cell.states())
                .filter(states -> state < states.size())
                .map(states -> seconds.get(state == 0 ? cell.start() : states.get(state).step()))
                .<Values.Reading>map(time -> new Values.Reading.Known(time, Optional.empty(), 0))
                .orElseGet(
                    () ->
                        Values.missing(
                            state == 0 ? "nothing was learned" : "the request was not run")));
  }
}
