package org.pulsebench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.results.CellGroup;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.QuestionSet;
import org.pulsebench.results.SetSustainability;

/** What only a protocol of several requests has: what is left after each of them, and how long. */
final class SequenceItems {

  private final Study study;
  private final Protocol protocol;
  private final String id;

  SequenceItems(Study study, Protocol protocol, String id) {
    this.study = study;
    this.protocol = protocol;
    this.id = id;
  }

  /** Returns both tables. */
  List<Table> all() {
    return List.of(requests(), sustainability());
  }

  /** What is left of each request's people after each request. */
  private Table requests() {
    int last = protocol.counts().requests();
    List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.of("state", "State")));
    for (int i = 1; i <= last; i++) {
      columns.add(
          Table.Column.of("request-" + i, "" + i, Direction.LOWER_IS_BETTER)
              .in("People of request"));
    }
    List<Table.Block> blocks = new ArrayList<>();
    for (CellGroup group : study.groups(protocol)) {
      List<Table.Row> rows = new ArrayList<>();
      for (int i = 0; i <= last; i++) {
        List<Entry> entries = new ArrayList<>();
        entries.add(Entry.Label.of(i == 0 ? "before" : "after request " + i));
        for (int people = 1; people <= last; people++) {
          entries.add(
              Values.accuracy(
                  study.cells(group),
                  protocol.scorer(),
                  i,
                  "unlearn/request-" + people,
                  Optional.empty()));
        }
        rows.add(new Table.Row(i == 0, entries));
      }
      blocks.add(new Table.Block(name(group), rows));
    }
    return new Table(
        id + "-requests",
        "Request by request",
        "Accuracy (%) on the people of each request after each request: whom a request is about"
            + " ought to be forgotten from then on, and not before. "
            + Captions.examples(study, protocol),
        columns,
        blocks,
        Captions.notes(study, protocol));
  }

  private Table sustainability() {
    List<Table.Column> columns =
        List.of(
            Table.Column.of("method", "Method"),
            Table.Column.of("area", "Area", Direction.HIGHER_IS_BETTER),
            Table.Column.of("relative-area", "Of the area before", Direction.HIGHER_IS_BETTER),
            Table.Column.of("collapse", "Collapse at request"));
    List<Table.Block> blocks = new ArrayList<>();
    for (QuestionSet set : List.of(QuestionSet.RETAIN, QuestionSet.EXAM)) {
      List<Table.Row> rows = new ArrayList<>();
      for (CellGroup group : study.groups(protocol)) {
        List<CellResult> cells = study.cells(group);
        rows.add(
            new Table.Row(
                false,
                List.of(
                    Entry.Label.of(name(group)),
                    area(cells, set, SetSustainability::area),
                    area(cells, set, SetSustainability::relativeArea),
                    Entry.Label.of(Collapse.words(cells, protocol.scorer(), set)))));
      }
      blocks.add(Marks.marked(new Table.Block(PaperItems.shown(set), rows), columns));
    }
    return new Table(
        id + "-sustainability",
        "Sustainability",
        "Mean accuracy (%) over the sequence, the same relative to the accuracy before, and the"
            + " first request after which less than half of that accuracy is left. "
            + Captions.examples(study, protocol),
        columns,
        blocks,
        Captions.notes(study, protocol));
  }

  private Entry area(
      List<CellResult> cells,
      QuestionSet set,
      Function<SetSustainability, org.pulsebench.results.Figure> area) {
    return Values.of(
        cells,
        new Values.Quantity(Unit.PERCENT, "requests", 0, Double.POSITIVE_INFINITY),
        Optional.empty(),
        cell ->
            cell.sustainability(protocol.scorer(), set)
                .map(one -> Values.figure(area.apply(one), 100, ""))
                .orElseGet(() -> Values.missing("not measured")));
  }

  private String name(CellGroup group) {
    return Names.group(group, protocol.trainedParts().size() > 1);
  }
}
