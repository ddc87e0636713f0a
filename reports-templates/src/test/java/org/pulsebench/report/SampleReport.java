package org.pulsebench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pulsebench.evaluation.statistics.Direction;

/** A small report in which everything occurs that a format has to show. */
public final class SampleReport {

  /** Names with what LaTeX, HTML, spreadsheets, fonts and lines stumble over. */
  public static final List<String> NASTY =
      List.of(
          "50 % of $x_1^2$ & #3 {~\\^}",
          "\\input{/etc/passwd} \\end{tabular}",
          "a|b <b>c</b> `d` \"e\" 'f' ''g'' --h, [i] *j*",
          "Łukasz Gödel-Ångström, François, Řehoř, œuvre",
          "张伟",
          "محمد علي",
          "עברית",
          "😀👩‍👩‍👧",
          "Ελληνικά α≥β",
          "Донаудампф" + "schifffahrt".repeat(12),
          "=HYPERLINK(\"http://example.org\")",
          "+1",
          "-2",
          "@cmd",
          "\u202Ereversed\u202C",
          "line one\nline two\ttab",
          "");

  private SampleReport() {}

  /** Returns the report. */
  public static Report report() {
    return new Report(
        "A sample",
        List.of(
            Report.Fact.of("Model", "mini"),
            Report.Fact.literal(
                "Digest", "c62c949c8696b04d66aaa0b29b036d7745ed49cba35ebadca802b5")),
        List.of(
            new Finding(
                "modality", "GA", Finding.Outcome.COLLATERAL, "GA forgot 66.4 % and kept 50.2 %.")),
        List.of(
            new Report.Remark(Report.Remark.Kind.WARNING, "Diverged", "NPO diverged with seed 2.")),
        List.of(
            new Report.Section(
                "paper",
                Report.Section.Kind.PAPER,
                "The paper's items",
                List.of("All numbers are per cent."),
                List.of(table(), figure())),
            new Report.Section(
                "more",
                Report.Section.Kind.PROTOCOL,
                "Beyond the paper",
                List.of(),
                List.of(nasty(), longTable()))),
        List.of(
            new Report.Run(
                "A sample",
                List.of(
                    new Report.Run.Group(
                        "Model", List.of(Report.Fact.literal("Digest", "c62c949c8696")))))));
  }

  /** Returns a table like the paper's Table 3. */
  public static Table table() {
    List<Table.Column> columns =
        List.of(
            Table.Column.of("parts", "Parameter update target"),
            Table.Column.of("method", "Unlearning method"),
            Table.Column.of("unlearn-multimodal", "Multi", Direction.LOWER_IS_BETTER)
                .in("D_unlearn"),
            Table.Column.of("unlearn-text", "Text", Direction.LOWER_IS_BETTER).in("D_unlearn"),
            Table.Column.of("exam", "MMBench", Direction.HIGHER_IS_BETTER),
            Table.Column.of("p", "p"));
    List<Table.Row> rows =
        List.of(
            row(true, "", "(Pre-unlearning)", value(92.4, 78.0), value(88.1, 76.8), value(75.0)),
            row(
                false,
                "Proj,LLM",
                "GA",
                value(26.0, 9.6).marked(Entry.Mark.BEST),
                value(34.0, 35.2).marked(Entry.Mark.TIED),
                value(75.6, 71.1).marked(Entry.Mark.BEST)),
            row(
                false,
                "LLM",
                "GA",
                value(41.25, 30.0),
                value(34.04).marked(Entry.Mark.TIED),
                Entry.Absent.of(
                    Entry.Absent.Reason.DIVERGED, "seed 2 diverged", Optional.empty())));
    return new Table(
        "table-3",
        "Table 3. Modality",
        "Accuracy before and after unlearning (%).",
        columns,
        List.of(new Table.Block("", rows)),
        List.of("Bold: the best of its column, or all of several that are equal."));
  }

  private static Table.Row row(boolean isBefore, String parts, String method, Entry... values) {
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.Label.of(parts));
    entries.add(Entry.Label.of(method));
    entries.addAll(List.of(values));
    entries.add(
        isBefore
            ? Entry.Absent.of(Entry.Absent.Reason.MISSING, "nothing to compare", Optional.empty())
            : Entry.Value.fixed(0.00003, Unit.PROBABILITY, Optional.empty()));
    return new Table.Row(isBefore, entries);
  }

  private static Entry.Value value(double value) {
    return value(value, Optional.empty());
  }

  private static Entry.Value value(double value, double published) {
    return value(
        value,
        Optional.of(
            new Entry.Published(
                published, 0.05, PublishedValue.Reading.PRINTED, "Table 3", Unit.PERCENT)));
  }

  private static Entry.Value value(double value, Optional<Entry.Published> published) {
    Optional<Entry.Interval> interval =
        Optional.of(new Entry.Interval(value - 2.5, value + 2.5, "Wilson, over questions"));
    return new Entry.Value(
        value,
        Unit.PERCENT,
        interval,
        250,
        "questions",
        List.of(
            new Entry.SeedValue(1, value - 1, interval.map(one -> one)),
            new Entry.SeedValue(2, value + 1, Optional.empty())),
        List.of(),
        published,
        Entry.Mark.NONE);
  }

  /** Returns a radar chart of ours and the paper's numbers. */
  public static Figure figure() {
    List<Figure.Axis> axes =
        List.of(
            new Figure.Axis("D_unlearn", 0, 100, 20),
            new Figure.Axis("D_retain", 0, 100, 20),
            new Figure.Axis("MMBench", 0, 100, 20));
    List<Figure.Axis> cartesian =
        List.of(new Figure.Axis("Requests", 0, 2, 1), new Figure.Axis("Accuracy (%)", 0, 100, 20));
    return new Figure(
        "figure-4",
        "Figure 4. Source of the knowledge",
        "Per cent forgotten and kept.",
        List.of(
            new Figure.Panel(
                "figure-4-ours", "Fine-tuned", Figure.Kind.RADAR, false, axes, radar()),
            new Figure.Panel(
                "figure-4-lines", "Requests", Figure.Kind.LINE, false, cartesian, lines()),
            new Figure.Panel(
                "figure-4-paper", "Fine-tuned", Figure.Kind.RADAR, true, axes, radar())),
        "GA forgets most.",
        new Table(
            "figure-4-numbers",
            "Numbers of Figure 4",
            "Per cent.",
            List.of(
                Table.Column.of("method", "Method"),
                Table.Column.of("forgotten", "D_unlearn", Direction.HIGHER_IS_BETTER)),
            List.of(
                new Table.Block(
                    "Fine-tuned",
                    List.of(
                        new Table.Row(
                            false, List.of(Entry.Label.of("GA+KLR"), value(66.4, 71.0))))),
                new Table.Block(
                    "Pre-trained",
                    List.of(
                        new Table.Row(
                            false,
                            List.of(
                                Entry.Label.of("GA-KLR"),
                                Entry.Absent.of(
                                    Entry.Absent.Reason.UNDEFINED,
                                    "nothing was known",
                                    Optional.empty())))))),
            List.of()));
  }

  private static List<Figure.Series> radar() {
    return List.of(
        new Figure.Series(
            "GA",
            "GA",
            Optional.empty(),
            new Figure.Style(Figure.Line.SOLID, Figure.Marker.CIRCLE, Figure.Colour.BLUE),
            List.of(point(0, 66.4), point(1, 50.2), point(2, 98.9))),
        new Figure.Series(
            "GA+KLR",
            "GA+KLR",
            Optional.empty(),
            new Figure.Style(Figure.Line.DASHED, Figure.Marker.SQUARE, Figure.Colour.ORANGE),
            List.of(point(0, 60), point(1, 61.5), point(2, 97))));
  }

  private static List<Figure.Series> lines() {
    return List.of(
        new Figure.Series(
            "D_unlearn, GA",
            "GA",
            Optional.of("D_unlearn"),
            new Figure.Style(Figure.Line.SOLID, Figure.Marker.CIRCLE, Figure.Colour.BLUE),
            List.of(
                new Figure.Point(
                    0, OptionalDouble.of(90), OptionalDouble.of(85), OptionalDouble.of(92)),
                new Figure.Point(
                    1, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty()),
                point(2, 40))),
        new Figure.Series(
            "MMBench, 100 % & more_",
            "NPO",
            Optional.of("MMBench"),
            new Figure.Style(Figure.Line.DOTTED, Figure.Marker.DIAMOND, Figure.Colour.GREEN),
            List.of(point(0, 75), point(1, 74), point(2, 70))));
  }

  private static Figure.Point point(double x, double y) {
    return new Figure.Point(
        x, OptionalDouble.of(y), OptionalDouble.empty(), OptionalDouble.empty());
  }

  /** Returns a table of the nasty names. */
  public static Table nasty() {
    List<Table.Row> rows = new ArrayList<>();
    for (String name : NASTY) {
      rows.add(
          new Table.Row(
              false,
              List.of(
                  Entry.Label.of(name),
                  new Entry.Label(name, true),
                  Entry.Value.fixed(rows.size(), Unit.COUNT, Optional.empty()))));
    }
    return new Table(
        "nasty",
        "Names & signs",
        "What people are called: 100 %.",
        List.of(
            Table.Column.of("name", "Name_of #1"),
            Table.Column.of("id", "Id"),
            Table.Column.of("number", "Number")),
        List.of(new Table.Block("", rows)),
        List.of("Notes have 100 % of $, too."));
  }

  private static Table longTable() {
    List<Table.Row> rows = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      rows.add(new Table.Row(false, List.of(Entry.Label.of("Person " + i), value(i))));
    }
    return new Table(
        "people",
        "People",
        "One row each.",
        List.of(
            Table.Column.of("person", "Person"),
            Table.Column.of("accuracy", "Accuracy", Direction.HIGHER_IS_BETTER)),
        List.of(new Table.Block("", rows)),
        List.of());
  }
}
