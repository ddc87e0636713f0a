package org.pulsebench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.protocol.Counts;
import org.pulsebench.protocol.Protocol;
import org.pulsebench.results.CellGroup;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.QuestionSet;

/**
 * The items of the PULSE paper (arXiv 2507.01271v4) in its layout: Table 2 and Table 3 here,
 * Figures 4 and 5 in {@link PaperFigures}.
 *
 * <p>What a protocol is decides where it stands, not its name: one that compares trained parts has
 * a Table 3, one of several requests a Figure 5, and all others share Figure 4.
 */
final class PaperItems {

  private static final List<String> TABLE_3 =
      List.of("unlearn/multimodal", "unlearn/text", "retain/multimodal", "retain/text", "exam");

  private final Study study;
  private final List<Protocol> protocols;
  private final String prefix;
  private final Paper paper = new Paper();

  /**
   * Creates the maker of a study's items.
   *
   * @param prefix what its ids begin with, as other studies have the same items
   */
  PaperItems(Study study, String prefix) {
    this.study = study;
    this.protocols = drawn(study);
    this.prefix = prefix;
  }

  /** Returns the protocols that draw their people, as all of the PULSE paper do. */
  static List<Protocol> drawn(Study study) {
    return study.protocols().stream().filter(protocol -> !protocol.isPublished()).toList();
  }

  /** Returns all items for which the study has a protocol. */
  List<Item> all() {
    List<Item> items = new ArrayList<>(List.of(settings()));
    List<Protocol> sources = new ArrayList<>();
    List<Protocol> sequences = new ArrayList<>();
    int tables = 0;
    for (Protocol protocol : protocols) {
      switch (Paper.like(protocol)) {
        case MODALITY -> items.add(trainedParts(protocol, numbered("table-3", tables++)));
        case SUSTAINABILITY -> sequences.add(protocol);
        default -> sources.add(protocol);
      }
    }
    PaperFigures figures = new PaperFigures(study, paper);
    if (!sources.isEmpty()) {
      items.add(figures.source(sources, prefix + "figure-4"));
    }
    for (int i = 0; i < sequences.size(); i++) {
      items.add(figures.sequence(sequences.get(i), numbered("figure-5", i)));
    }
    return items;
  }

  private String numbered(String id, int before) {
    return prefix + id + (before == 0 ? "" : "-" + (before + 1));
  }

  /** Table 2. */
  private Table settings() {
    List<Table.Row> rows = new ArrayList<>();
    for (Protocol protocol : protocols) {
      Counts ours = protocol.counts();
      Counts published = Paper.counts(protocol);
      rows.add(
          new Table.Row(
              false,
              List.of(
                  Entry.Label.of(protocol.name()),
                  Entry.Label.of(protocol.knowledge().id()),
                  count(ours.unlearn(), published.unlearn()),
                  count(ours.requests(), published.requests()),
                  count(ours.subjectsPerRequest(), published.subjectsPerRequest()))));
    }
    return new Table(
        prefix + "table-2",
        "Table 2. Settings",
        "What each protocol unlearns, and in how many operations.",
        List.of(
            Table.Column.of("protocol", "Protocol"),
            Table.Column.of("knowledge", "Knowledge to unlearn"),
            Table.Column.of("individuals", "Individuals in D_unlearn"),
            Table.Column.of("count", "Unlearning count"),
            Table.Column.of("per-operation", "Individuals unlearned per operation")),
        List.of(new Table.Block("", rows)),
        notes());
  }

  private List<String> notes() {
    return protocols.stream().flatMap(one -> Paper.otherwise(one).stream()).toList();
  }

  private static Entry count(int ours, int published) {
    return Entry.Value.fixed(
        ours,
        Unit.COUNT,
        Optional.of(
            new Entry.Published(
                published, 0, PublishedValue.Reading.PRINTED, "Table 2", Unit.COUNT)));
  }

  /** Table 3. */
  private Table trainedParts(Protocol protocol, String id) {
    List<Table.Column> columns =
        List.of(
            Table.Column.of("update-target", "Parameter update target"),
            Table.Column.of("method", "Unlearning method"),
            accuracy("unlearn-multimodal", "Multi", Direction.LOWER_IS_BETTER).in("D_unlearn"),
            accuracy("unlearn-text", "Text", Direction.LOWER_IS_BETTER).in("D_unlearn"),
            accuracy("retain-multimodal", "Multi", Direction.HIGHER_IS_BETTER).in("D_retain"),
            accuracy("retain-text", "Text", Direction.HIGHER_IS_BETTER).in("D_retain"),
            accuracy("exam", "Exam", Direction.HIGHER_IS_BETTER));
    List<Table.Row> rows = new ArrayList<>();
    rows.add(new Table.Row(true, row("(Pre-unlearning)", "", protocol, study.starts(protocol), 0)));
    for (CellGroup group : study.groups(protocol)) {
      rows.add(
          new Table.Row(
              false,
              row(
                  Names.parts(group.trainedParts()),
                  Names.method(group.method()),
                  protocol,
                  study.cells(group),
                  protocol.counts().requests())));
    }
    return new Table(
        id,
        "Table 3. Modality",
        "Accuracy (%) of protocol "
            + protocol.name()
            + ", by the modality of the questions and the parts that unlearning may change. "
            + Captions.scorer(study, protocol)
            + Captions.exam(study),
        columns,
        List.of(Marks.marked(new Table.Block("", rows), columns)),
        Captions.notes(study, protocol));
  }

  private List<Entry> row(
      String parts, String method, Protocol protocol, List<CellResult> cells, int requests) {
    List<Entry> entries = new ArrayList<>(List.of(Entry.Label.of(parts), Entry.Label.of(method)));
    for (String set : TABLE_3) {
      Optional<Entry.Published> published =
          cells.stream()
              .findFirst()
              .flatMap(
                  cell ->
                      paper.accuracy(protocol, cell.trainedParts(), cell.method(), set, requests));
      entries.add(Values.accuracy(cells, protocol.scorer(), requests, set, published));
    }
    return entries;
  }

  /** Returns the name that tables and charts have for a set. */
  static String shown(QuestionSet set) {
    return switch (set) {
      case UNLEARN -> "D_unlearn";
      case RETAIN -> "D_retain";
      case EXAM -> "Exam";
    };
  }

  private static Table.Column accuracy(String id, String name, Direction direction) {
    return Table.Column.of(id, name, direction);
  }
}
