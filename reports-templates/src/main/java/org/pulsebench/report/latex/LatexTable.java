package org.pulsebench.report.latex;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.report.Entry;
import org.pulsebench.report.Table;

/**
 * A table as templates see it.
 *
 * @param name of its file, without {@code .tex}
 * @param variant what it shows other than our values, such as {@code as published}; blank if not
 * @param alignment the columns' letters, as {@code tabular} takes them
 * @param columns their number
 * @param manyPages whether it may need more than a page
 * @param size the command that makes it fit the width of a page, such as {@code \small}
 * @param heads the rows of its head
 * @param notes what to know of its numbers
 */
public record LatexTable(
    LatexMarkup name,
    String title,
    String variant,
    String caption,
    LatexMarkup alignment,
    int columns,
    boolean manyPages,
    LatexMarkup size,
    List<Head> heads,
    List<Block> blocks,
    List<String> notes) {

  private static final int LINES_OF_A_PAGE = 54;
  private static final int WIDE_TEXT = 36;
  private static final int HEADER_LINE = 12;
  private static final int HEADER_LINE_OF_TEXT = 20;

  public LatexTable {
    heads = List.copyOf(heads);
    blocks = List.copyOf(blocks);
    notes = List.copyOf(notes);
  }

  /**
   * A row of the head.
   *
   * @param rules the columns with a rule below, such as {@code 3-4}
   */
  public record Head(List<HeadCell> cells, List<String> rules) {

    public Head {
      cells = List.copyOf(cells);
      rules = List.copyOf(rules);
    }
  }

  /**
   * A cell of the head.
   *
   * @param lines of its text; none where it is empty
   * @param columns how many it spans
   * @param alignment of its text
   * @param first whether it begins at the left edge of the table
   * @param last whether it ends at the right edge
   * @param arrow {@code up} or {@code down}, or blank
   */
  public record HeadCell(
      List<LatexMarkup> lines,
      int columns,
      String alignment,
      boolean first,
      boolean last,
      String arrow) {

    public HeadCell {
      lines = List.copyOf(lines);
    }
  }

  /** Rows that belong together, under a title that is blank if there is but one block. */
  public record Block(LatexMarkup title, boolean titled, List<List<LatexCell>> rows) {

    public Block {
      rows = List.copyOf(rows);
    }

    int lines() {
      return (titled ? 1 : 0) + rows.stream().mapToInt(LatexTable::lines).sum();
    }
  }

  static LatexTable of(Table table, Variant variant) {
    List<Block> blocks = table.blocks().stream().map(block -> block(block, variant)).toList();
    int lines = blocks.stream().mapToInt(Block::lines).sum();
    return new LatexTable(
        LatexMarkup.of(name(table, variant)),
        table.title(),
        variant.words(),
        table.caption(),
        alignment(table),
        table.columns().size(),
        lines > LINES_OF_A_PAGE,
        size(table),
        heads(table),
        blocks.stream().filter(block -> !block.rows().isEmpty()).toList(),
        table.notes());
  }

  /** Returns the name of the file of a table, without {@code .tex}. */
  static String name(Table table, Variant variant) {
    return table.id() + variant.suffix();
  }

  private static Block block(Table.Block block, Variant variant) {
    return new Block(
        LatexMarkup.heading(block.title()),
        !block.title().isBlank(),
        block.rows().stream()
            .filter(variant::has)
            .map(row -> row.entries().stream().map(one -> LatexCell.of(one, variant)).toList())
            .toList());
  }

  private static int lines(List<LatexCell> row) {
    return 1 + row.stream().mapToInt(cell -> cell.below().size()).max().orElse(0);
  }

  private static LatexMarkup alignment(Table table) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < table.columns().size(); i++) {
      letters.append(
          isOfNumbers(table, i)
              ? "r"
              : width(table, i) > WIDE_TEXT
                  ? ">{\\raggedright\\arraybackslash}p{0.3\\linewidth}"
                  : "l");
    }
    return LatexMarkup.of(letters.toString());
  }

  private static boolean isOfNumbers(Table table, int column) {
    return entries(table, column).anyMatch(entry -> !(entry instanceof Entry.Label));
  }

  private static int width(Table table, int column) {
    return entries(table, column).mapToInt(entry -> entry.text().length()).max().orElse(0);
  }

  private static Stream<Entry> entries(Table table, int column) {
    return table.rows().stream().map(row -> row.entries().get(column));
  }

  /** A guess by the number of characters: what it misjudges, a document can still scale. */
  private static LatexMarkup size(Table table) {
    int characters = 0;
    for (int i = 0; i < table.columns().size(); i++) {
      int most = longest(table, i);
      int header =
          lines(table.columns().get(i).name(), most).stream()
              .mapToInt(String::length)
              .max()
              .orElse(0);
      characters += 2 + Math.max(header, Math.min(WIDE_TEXT, width(table, i)));
    }
    String command =
        characters <= 88
            ? "\\small"
            : characters <= 104 ? "\\footnotesize" : characters <= 124 ? "\\scriptsize" : "\\tiny";
    return LatexMarkup.of(command);
  }

  private static int longest(Table table, int column) {
    return isOfNumbers(table, column) ? HEADER_LINE : HEADER_LINE_OF_TEXT;
  }

  private static List<Head> heads(Table table) {
    List<Head> heads = new ArrayList<>();
    if (table.columns().stream().anyMatch(column -> column.group().isPresent())) {
      heads.add(groups(table.columns()));
    }
    List<HeadCell> names = new ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      Table.Column column = table.columns().get(i);
      String arrow = column.group().isEmpty() ? arrow(column.direction()) : "";
      names.add(
          new HeadCell(
              lines(column.name(), longest(table, i)).stream().map(LatexMarkup::heading).toList(),
              1,
              isOfNumbers(table, i) ? "r" : "l",
              i == 0,
              i == table.columns().size() - 1,
              arrow));
    }
    heads.add(new Head(names, List.of()));
    return heads;
  }

  private static Head groups(List<Table.Column> columns) {
    List<HeadCell> cells = new ArrayList<>();
    List<String> rules = new ArrayList<>();
    int start = 0;
    while (start < columns.size()) {
      Optional<String> group = columns.get(start).group();
      int end = start + 1;
      while (group.isPresent() && end < columns.size() && columns.get(end).group().equals(group)) {
        end++;
      }
      List<LatexMarkup> text = group.map(LatexMarkup::heading).stream().toList();
      String arrow = group.isPresent() ? arrow(columns.get(start).direction()) : "";
      cells.add(new HeadCell(text, end - start, "c", start == 0, end == columns.size(), arrow));
      if (group.isPresent()) {
        rules.add(start + 1 + "-" + end);
      }
      start = end;
    }
    return new Head(cells, rules);
  }

  private static String arrow(Optional<Direction> direction) {
    return direction.map(way -> way == Direction.HIGHER_IS_BETTER ? "up" : "down").orElse("");
  }

  /** Breaks a header at spaces, so that it does not widen a column of short numbers. */
  private static List<String> lines(String header, int longest) {
    List<String> lines = new ArrayList<>();
    for (String word : header.split(" ")) {
      int last = lines.size() - 1;
      if (last >= 0 && lines.get(last).length() + word.length() < longest) {
        lines.set(last, lines.get(last) + " " + word);
      } else {
        lines.add(word);
      }
    }
    return lines;
  }
}
