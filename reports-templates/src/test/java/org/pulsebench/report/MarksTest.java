package org.pulsebench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pulsebench.evaluation.statistics.Direction;

class MarksTest {

  private static final List<Table.Column> COLUMNS =
      List.of(
          Table.Column.of("method", "Method"),
          Table.Column.of("down", "Down", Direction.LOWER_IS_BETTER),
          Table.Column.of("up", "Up", Direction.HIGHER_IS_BETTER));

  @Test
  void the_best_of_each_direction_is_marked() {
    assertThat(marks(row(false, 10, 10), row(false, 20, 20)))
        .containsExactly("BEST NONE", "NONE BEST");
  }

  @Test
  void what_is_shown_alike_is_tied() {
    assertThat(marks(row(false, 10.01, 1), row(false, 10.04, 2), row(false, 11, 3)))
        .containsExactly("TIED NONE", "TIED NONE", "NONE BEST");
  }

  @Test
  void where_all_are_alike_nothing_is_marked() {
    assertThat(marks(row(false, 10, 1), row(false, 10, 1)))
        .containsExactly("NONE NONE", "NONE NONE");
  }

  @Test
  void the_state_before_does_not_compete() {
    assertThat(marks(row(true, 0, 100), row(false, 10, 1), row(false, 20, 2)))
        .containsExactly("NONE NONE", "BEST NONE", "NONE BEST");
  }

  @Test
  void one_value_alone_is_not_the_best() {
    Table.Row absent =
        new Table.Row(
            false,
            List.of(
                Entry.Label.of("b"),
                Entry.Absent.of(Entry.Absent.Reason.DIVERGED, "it did", Optional.empty()),
                Entry.Absent.of(Entry.Absent.Reason.DIVERGED, "it did", Optional.empty())));
    assertThat(marks(row(false, 10, 1), absent)).first().isEqualTo("NONE NONE");
  }

  private static Table.Row row(boolean before, double down, double up) {
    return new Table.Row(
        before,
        List.of(
            Entry.Label.of("a"),
            Entry.Value.fixed(down, Unit.PERCENT, Optional.empty()),
            Entry.Value.fixed(up, Unit.PERCENT, Optional.empty())));
  }

  private static List<String> marks(Table.Row... rows) {
    List<String> marks = new ArrayList<>();
    for (Table.Row row : Marks.marked(new Table.Block("", List.of(rows)), COLUMNS).rows()) {
      List<String> one = new ArrayList<>();
      for (Entry entry : row.entries()) {
        if (entry instanceof Entry.Value value) {
          one.add(value.mark().name());
        }
      }
      marks.add(String.join(" ", one));
    }
    return marks;
  }
}
