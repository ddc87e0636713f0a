package org.pulsebench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pulsebench.Checks;
import org.pulsebench.evaluation.statistics.Direction;

/**
 * Rows of entries under named columns.
 *
 * @param columns at least one
 * @param blocks at least one; rows that belong together, as those of one metric
 * @param notes what to know of its numbers, one sentence each
 */
public record Table(
    String id,
    String title,
    String caption,
    List<Column> columns,
    List<Block> blocks,
    List<String> notes)
    implements Item {

  static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  public Table {
    Checks.require(ID.matcher(id).matches(), "id", id, "small letters, digits and hyphens");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(caption, "caption");
    columns = List.copyOf(columns);
    blocks = List.copyOf(blocks);
    notes = List.copyOf(notes);
    Checks.positive(columns.size(), "number of columns");
    for (Block block : blocks) {
      for (Row row : block.rows()) {
        Checks.require(
            row.entries().size() == columns.size(),
            "entries of a row of " + id,
            row.entries().size(),
            columns.size() + ", the number of columns");
      }
    }
  }

  /** Returns all rows in their order. */
  public List<Row> rows() {
    return blocks.stream().flatMap(block -> block.rows().stream()).toList();
  }

  /** Returns whether any entry has a published value beside it. */
  public boolean hasPublished() {
    return rows().stream()
        .flatMap(row -> row.entries().stream())
        .anyMatch(entry -> entry.published().isPresent());
  }

  /**
   * Returns one or two rows of headers: a column without a group is as high as all of them, and the
   * columns of a group share the cell above them.
   */
  public List<List<Header>> headers() {
    boolean grouped = columns.stream().anyMatch(column -> column.group().isPresent());
    List<Header> upper = new ArrayList<>();
    List<Header> lower = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (column.group().isEmpty()) {
        upper.add(new Header(column.name(), 1, grouped ? 2 : 1, column.direction()));
        continue;
      }
      lower.add(new Header(column.name(), 1, 1, Optional.empty()));
      if (i == 0 || !columns.get(i - 1).group().equals(column.group())) {
        int end = i;
        while (end < columns.size() && columns.get(end).group().equals(column.group())) {
          end++;
        }
        upper.add(new Header(column.group().get(), end - i, 1, column.direction()));
      }
    }
    return grouped ? List.of(upper, lower) : List.of(upper);
  }

  /**
   * A column.
   *
   * @param id unique in the table, for CSV, JSON and macros, such as {@code unlearn-text}
   * @param group what its header stands under, together with that of its neighbours
   * @param name its own header, such as {@code Text}
   * @param direction which way its values improve; shown as an arrow, at the group's header if it
   *     has one
   */
  public record Column(
      String id, Optional<String> group, String name, Optional<Direction> direction) {

    public Column {
      Checks.require(ID.matcher(id).matches(), "id", id, "small letters, digits and hyphens");
      Objects.requireNonNull(group, "group");
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(direction, "direction");
    }

    /** Returns a column of words. */
    public static Column of(String id, String name) {
      return new Column(id, Optional.empty(), name, Optional.empty());
    }

    /** Returns a column of values that improve one way. */
    public static Column of(String id, String name, Direction direction) {
      return new Column(id, Optional.empty(), name, Optional.of(direction));
    }

    /** Returns this column under a header that its neighbours share. */
    public Column in(String shared) {
      return new Column(id, Optional.of(shared), name, direction);
    }

    /** Returns the header with that above it, such as {@code D_unlearn, Text}. */
    public String fullName() {
      return group.map(shared -> shared + ", " + name).orElse(name);
    }
  }

  /**
   * A cell of the head.
   *
   * @param columns how many columns it spans
   * @param rows how many rows it spans
   */
  public record Header(String text, int columns, int rows, Optional<Direction> direction) {}

  /**
   * Rows that belong together.
   *
   * @param title what they share; blank if the table has one block only
   */
  public record Block(String title, List<Row> rows) {

    public Block {
      Objects.requireNonNull(title, "title");
      rows = List.copyOf(rows);
    }
  }

  /**
   * A row.
   *
   * @param isBefore whether it is about the state before any request, with which no method competes
   */
  public record Row(boolean isBefore, List<Entry> entries) {

    public Row {
      entries = List.copyOf(entries);
    }
  }
}
