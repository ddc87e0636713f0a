package org.pulsebench.report.latex;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pulsebench.report.Entry;
import org.pulsebench.report.Figure;
import org.pulsebench.report.Item;
import org.pulsebench.report.Report;
import org.pulsebench.report.Table;
import org.pulsebench.report.Unit;

/** A macro for each number of the paper's items, and for each fact of the report's head. */
public final class Macros {

  private final MacroNames names = new MacroNames();

  private Macros() {}

  /**
   * Macros of one item.
   *
   * @param title of the item
   */
  public record Group(String title, List<Macro> macros) {

    public Group {
      macros = List.copyOf(macros);
    }
  }

  /**
   * A macro.
   *
   * @param name letters only, without the backslash
   * @param meaning where the report has it, in words
   */
  public record Macro(LatexMarkup name, LatexMarkup content, String meaning) {}

  static List<Group> of(Report report) {
    Macros macros = new Macros();
    List<Group> groups = new ArrayList<>();
    groups.add(macros.facts(report));
    report.sections().stream()
        .filter(section -> section.kind() == Report.Section.Kind.PAPER)
        .flatMap(section -> section.items().stream())
        .map(macros::group)
        .forEach(groups::add);
    return groups.stream().filter(group -> !group.macros().isEmpty()).toList();
  }

  private Group facts(Report report) {
    List<Macro> macros = new ArrayList<>();
    macros.add(text(names.of(List.of("Title")), report.title(), "title"));
    for (Report.Fact fact : report.facts()) {
      macros.add(text(names.of(List.of(fact.name())), fact.value(), fact.name()));
    }
    return new Group("The experiment", macros);
  }

  private Group group(Item item) {
    Table table = item instanceof Figure figure ? figure.numbers() : (Table) item;
    List<Macro> macros = new ArrayList<>();
    for (Table.Block block : table.blocks()) {
      for (Table.Row row : block.rows()) {
        macros.addAll(row(item.id(), block.title(), row, table.columns()));
      }
    }
    return new Group(item.title(), macros);
  }

  private List<Macro> row(String item, String block, Table.Row row, List<Table.Column> columns) {
    List<String> labels =
        Stream.concat(
                Stream.of(block),
                row.entries().stream().filter(Entry.Label.class::isInstance).map(Entry::text))
            .filter(text -> !text.isBlank())
            .toList();
    List<Macro> macros = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Table.Column column = columns.get(i);
      Entry entry = row.entries().get(i);
      if (!(entry instanceof Entry.Label)) {
        List<String> parts = new ArrayList<>(List.of(item));
        parts.addAll(labels);
        parts.add(column.id());
        String meaning = String.join(", ", labels) + ": " + column.fullName();
        macros.addAll(entry(names.of(parts), meaning, entry));
      }
    }
    return macros;
  }

  private List<Macro> entry(String name, String meaning, Entry entry) {
    List<Macro> macros = new ArrayList<>();
    if (entry instanceof Entry.Value value) {
      Unit unit = value.unit();
      macros.add(number(name, value.value(), unit, meaning));
      value
          .interval()
          .ifPresent(
              interval -> {
                macros.add(number(name + "Low", interval.low(), unit, "its interval from"));
                macros.add(number(name + "High", interval.high(), unit, "to"));
              });
      if (value.count() > 0) {
        macros.add(number(name + "Count", value.count(), Unit.COUNT, value.counted()));
      }
      if (!value.seeds().isEmpty()) {
        macros.add(number(name + "Seeds", value.seeds().size(), Unit.COUNT, "seeds"));
      }
      value
          .difference()
          .ifPresent(
              points ->
                  macros.add(
                      new Macro(
                          LatexMarkup.of(name + "Difference"),
                          LatexMarkup.of(LatexNumber.ofDifference(points, unit)),
                          "ours less published")));
    } else {
      macros.add(text(name, entry.text(), meaning));
    }
    entry
        .published()
        .ifPresent(
            paper ->
                macros.add(
                    number(name + "Published", paper.value(), paper.unit(), "of the paper")));
    return macros;
  }

  private static Macro number(String name, double value, Unit unit, String meaning) {
    return new Macro(LatexMarkup.of(name), LatexMarkup.of(LatexNumber.of(value, unit)), meaning);
  }

  private static Macro text(String name, String text, String meaning) {
    return new Macro(LatexMarkup.of(name), LatexMarkup.of(LatexText.escaped(text)), meaning);
  }
}
