package org.pulsebench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import org.pulsebench.evaluation.statistics.Agreement;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.evaluation.statistics.McNemar;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.results.CellGroup;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.QuestionSet;

/** What lies beyond the paper's items: everything that was measured in one protocol. */
final class ProtocolItems {

  private static final List<Table.Column> SETS =
      List.of(
          down("unlearn-multimodal", "Multi"),
          down("unlearn-text", "Text"),
          down("unlearn", "Both"),
          up("retain-multimodal", "Multi").in("D_retain"),
          up("retain-text", "Text").in("D_retain"),
          up("retain", "Both").in("D_retain"),
          up("exam", "Exam"));

  private final Study study;
  private final Protocol protocol;
  private final String id;
  private final boolean comparesParts;

  /**
   * Creates the maker of a protocol's items.
   *
   * @param id what their ids begin with
   */
  ProtocolItems(Study study, Protocol protocol, String id) {
    this.study = study;
    this.protocol = protocol;
    this.id = id;
    this.comparesParts = protocol.trainedParts().size() > 1;
  }

  /** Returns all tables for which there are numbers. */
  List<Item> all() {
    List<Item> items = new ArrayList<>();
    items.add(accuracies(protocol.scorer(), id + "-accuracy"));
    protocol
        .otherScorers()
        .forEach(scorer -> items.add(accuracies(scorer, id + "-accuracy-" + Names.id(scorer))));
    items.add(changes());
    items.add(tests());
    items.add(agreement());
    if (protocol.counts().requests() > 1) {
      items.addAll(new SequenceItems(study, protocol, id).all());
    }
    written().ifPresent(items::add);
    SelectionItems.stability(study, protocol, id + "-selection").ifPresent(items::add);
    new LossFigure(study, protocol).figure(id + "-losses").ifPresent(items::add);
    items.add(TrainingTimes.table(study, protocol, id + "-times"));
    return items;
  }

  private Table accuracies(String scorer, String table) {
    List<Table.Block> blocks = new ArrayList<>();
    int last = protocol.counts().requests();
    blocks.add(
        new Table.Block("", List.of(accuracyRow(scorer, "before", study.starts(protocol), 0))));
    if (last == 1) {
      List<Table.Row> rows =
          study.groups(protocol).stream()
              .map(group -> accuracyRow(scorer, name(group), study.cells(group), 1))
              .toList();
      blocks.add(Marks.marked(new Table.Block("", rows), columns()));
    } else {
      for (CellGroup group : study.groups(protocol)) {
        List<Table.Row> rows = new ArrayList<>();
        for (int i = 1; i <= last; i++) {
          rows.add(accuracyRow(scorer, "after request " + i, study.cells(group), i));
        }
        blocks.add(new Table.Block(name(group), rows));
      }
    }
    return new Table(
        table,
        "Accuracy",
        "Accuracy (%) by set and modality before and after unlearning, by the scorer "
            + scorer
            + ". "
            + examples(),
        columns(),
        blocks,
        Captions.notes(study, protocol));
  }

  private static List<Table.Column> columns() {
    List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.of("state", "State")));
    columns.addAll(SETS);
    return columns;
  }

  private Table.Row accuracyRow(String scorer, String name, List<CellResult> cells, int requests) {
    return row(
        requests == 0,
        name,
        set -> Values.accuracy(cells, scorer, requests, set, Optional.empty()));
  }

  private static Table.Row row(
      boolean isBefore, String name, java.util.function.Function<String, Entry> entry) {
    List<Entry> entries = new ArrayList<>(List.of(Entry.Label.of(name)));
    // Ids of columns are names of accuracies without the slash.
    SETS.forEach(column -> entries.add(entry.apply(column.id().replace('-', '/'))));
    return new Table.Row(isBefore, entries);
  }

  private Table changes() {
    return new Table(
        id + "-change",
        "Change",
        "Change of the accuracy in points, after all requests, since the state before any. "
            + examples(),
        columns("method", "Method"),
        List.of(
            new Table.Block(
                "",
                groupRows(
                    (group, set) ->
                        Values.change(
                            study.cells(group),
                            protocol.scorer(),
                            protocol.counts().requests(),
                            set)))),
        Captions.notes(study, protocol));
  }

  private static List<Table.Column> columns(String first, String name) {
    List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.of(first, name)));
    columns.addAll(SETS);
    return columns;
  }

  private List<Table.Row> groupRows(BiFunction<CellGroup, String, Entry> entry) {
    return study.groups(protocol).stream()
        .map(group -> row(false, name(group), set -> entry.apply(group, set)))
        .toList();
  }

  /** A p-value is of one seed: seeds have rows of their own. */
  private Table tests() {
    List<Table.Column> columns =
        columns("method", "Method").stream()
            .map(
                column ->
                    new Table.Column(column.id(), column.group(), column.name(), Optional.empty()))
            .toList();
    List<Table.Block> blocks = new ArrayList<>();
    for (CellGroup group : study.groups(protocol)) {
      List<Table.Row> rows = new ArrayList<>();
      for (CellResult cell : study.cells(group)) {
        rows.add(row(false, "seed " + cell.seed(), set -> test(cell, set)));
      }
      blocks.add(new Table.Block(name(group), rows));
    }
    return new Table(
        id + "-mcnemar",
        "Did answers change?",
        "p-value of McNemar's exact test that as many answers turned wrong as turned right, after"
            + " all requests; beside it how many questions turned wrong and how many right. "
            + examples(),
        columns,
        blocks,
        List.of(
            "Questions about one subject are not quite independent: the intervals of the changes"
                + " are the more careful statement. Nothing is corrected for the number of"
                + " tests."));
  }

  private Entry test(CellResult cell, String set) {
    return Values.of(
        List.of(cell),
        Values.Quantity.of(Unit.PROBABILITY, tested(cell, set)),
        Optional.empty(),
        one ->
            Values.ofState(
                one,
                protocol.scorer(),
                protocol.counts().requests(),
                state ->
                    Optional.ofNullable(state.tests().get(set))
                        .<Values.Reading>map(
                            test ->
                                new Values.Reading.Known(
                                    test.pValue(), Optional.empty(), test.b() + test.c()))
                        .orElseGet(() -> Values.missing("not tested"))));
  }

  private String tested(CellResult cell, String set) {
    Optional<McNemar> test = cell.last(protocol.scorer()).map(state -> state.tests().get(set));
    return test.map(
            one -> "questions changed: %d turned wrong, %d right".formatted(one.b(), one.c()))
        .orElse("");
  }

  private Table agreement() {
    List<String> names = List.of("both", "image-only", "text-only", "none");
    List<String> titles = List.of("Both", "Image only", "Text only", "None");
    List<ToIntFunction<Agreement>> counts =
        List.of(Agreement::both, Agreement::imageOnly, Agreement::textOnly, Agreement::none);
    List<Table.Column> columns = new ArrayList<>(List.of(Table.Column.of("state", "State")));
    List<QuestionSet> sets = List.of(QuestionSet.UNLEARN, QuestionSet.RETAIN);
    for (QuestionSet set : sets) {
      for (int i = 0; i < names.size(); i++) {
        columns.add(
            Table.Column.of(set.id() + "-" + names.get(i), titles.get(i))
                .in(PaperItems.shown(set)));
      }
    }
    BiFunction<String, Map.Entry<Integer, List<CellResult>>, Table.Row> row =
        (name, state) -> {
          List<Entry> entries = new ArrayList<>(List.of(Entry.Label.of(name)));
          for (QuestionSet set : sets) {
            counts.forEach(
                count -> entries.add(agreement(state.getValue(), state.getKey(), set, count)));
          }
          return new Table.Row(state.getKey() == 0, entries);
        };
    List<Table.Row> rows = new ArrayList<>();
    rows.add(row.apply("before", Map.entry(0, study.starts(protocol))));
    for (CellGroup group : study.groups(protocol)) {
      rows.add(row.apply(name(group), Map.entry(protocol.counts().requests(), study.cells(group))));
    }
    return new Table(
        id + "-agreement",
        "Agreement of the modalities",
        "Share of facts (%) that are told by image and text questions, by one alone, or by"
            + " neither, after all requests. What only one tells, a test in the other overlooks. "
            + examples(),
        columns,
        List.of(new Table.Block("", rows)),
        List.of());
  }

  private Entry agreement(
      List<CellResult> cells, int requests, QuestionSet set, ToIntFunction<Agreement> count) {
    return Values.of(
        cells,
        Values.Quantity.SHARE_OF_FACTS,
        Optional.empty(),
        cell ->
            Values.ofState(
                cell,
                protocol.scorer(),
                requests,
                state ->
                    Optional.ofNullable(state.agreements().get(set.id()))
                        .<Values.Reading>map(
                            one ->
                                new Values.Reading.Known(
                                    100.0 * count.applyAsInt(one) / one.count(),
                                    Optional.empty(),
                                    one.count()))
                        .orElseGet(() -> Values.missing("not measured"))));
  }

  /** Scores of answers in words, where they were asked for. */
  private Optional<Table> written() {
    List<String> names =
        study.cells(protocol).stream()
            .flatMap(cell -> cell.states().stream())
            .flatMap(state -> state.written().stream())
            .map(metric -> metric.name())
            .distinct()
            .toList();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    List<Table.Column> columns =
        List.of(
            Table.Column.of("method", "Method"),
            Table.Column.of("metric", "Metric"),
            Table.Column.of("before", "Before"),
            Table.Column.of("after", "After all requests"));
    List<Table.Row> rows = new ArrayList<>();
    for (CellGroup group : study.groups(protocol)) {
      for (String name : names) {
        List<CellResult> cells = study.cells(group);
        rows.add(
            new Table.Row(
                false,
                List.of(
                    Entry.Label.of(name(group)),
                    new Entry.Label(name, true),
                    written(cells, 0, name),
                    written(cells, protocol.counts().requests(), name))));
      }
    }
    return Optional.of(
        new Table(
            id + "-written",
            "Answers in words",
            "Scores (0 to 1) of answers to questions without options. " + examples(),
            columns,
            List.of(new Table.Block("", rows)),
            Captions.notes(study, protocol)));
  }

  private static Entry written(List<CellResult> cells, int requests, String name) {
    return Values.of(
        cells,
        Values.Quantity.of(Unit.NUMBER, "questions"),
        Optional.empty(),
        cell ->
            requests < cell.states().size() && cell.states().get(requests).diverged().isEmpty()
                ? Values.known(
                    cell.states().get(requests).written().stream()
                        .filter(metric -> metric.name().equals(name))
                        .findFirst(),
                    1,
                    "",
                    "not asked")
                : Values.missing("the run did not come so far"));
  }

  private String examples() {
    return Captions.examples(study, protocol);
  }

  private String name(CellGroup group) {
    return Names.group(group, comparesParts);
  }

  private static Table.Column down(String id, String name) {
    Table.Column column = Table.Column.of(id, name, Direction.LOWER_IS_BETTER);
    return id.startsWith("unlearn") ? column.in("D_unlearn") : column;
  }

  private static Table.Column up(String id, String name) {
    return Table.Column.of(id, name, Direction.HIGHER_IS_BETTER);
  }
}
