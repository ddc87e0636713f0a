package org.pulsebench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pulsebench.evaluation.statistics.Direction;

/**
 * Marks the best values of a block, column by column, as readers see them: what is shown with the
 * same digits is tied, and where all are, nothing is marked.
 */
final class Marks {

  private Marks() {}

  static Table.Block marked(Table.Block block, List<Table.Column> columns) {
    return markedBy(block, columns.stream().map(Table.Column::direction).toList());
  }

  /** Marks by one direction all columns of values. */
  static Table.Block marked(Table.Block block, int columns, Direction direction) {
    List<Optional<Direction>> directions = new ArrayList<>();
    for (int i = 0; i < columns; i++) {
      directions.add(Optional.of(direction));
    }
    return markedBy(block, directions);
  }

  private static Table.Block markedBy(Table.Block block, List<Optional<Direction>> directions) {
    List<List<Entry>> rows = new ArrayList<>();
    block.rows().forEach(row -> rows.add(new ArrayList<>(row.entries())));
    for (int i = 0; i < directions.size(); i++) {
      if (directions.get(i).isPresent()) {
        mark(block, rows, i, directions.get(i).get());
      }
    }
    List<Table.Row> marked = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      marked.add(new Table.Row(block.rows().get(i).isBefore(), rows.get(i)));
    }
    return new Table.Block(block.title(), marked);
  }

  private static void mark(
      Table.Block block, List<List<Entry>> rows, int column, Direction direction) {
    List<Entry.Value> values = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (!block.rows().get(i).isBefore() && rows.get(i).get(column) instanceof Entry.Value one) {
        values.add(one);
      }
    }
    OptionalDouble best =
        direction == Direction.LOWER_IS_BETTER
            ? values.stream().mapToDouble(Entry.Value::value).min()
            : values.stream().mapToDouble(Entry.Value::value).max();
    if (values.size() < 2) {
      return;
    }
    String text = values.get(0).unit().text(best.orElseThrow());
    long tied = values.stream().filter(value -> value.text().equals(text)).count();
    if (tied == values.size()) {
      return;
    }
    Entry.Mark mark = tied == 1 ? Entry.Mark.BEST : Entry.Mark.TIED;
    for (int i = 0; i < rows.size(); i++) {
      if (!block.rows().get(i).isBefore()
          && rows.get(i).get(column) instanceof Entry.Value one
          && one.text().equals(text)) {
        rows.get(i).set(column, one.marked(mark));
      }
    }
  }
}
