package org.pulsebench.report.latex;

import java.util.List;
import java.util.function.Predicate;
import org.pulsebench.report.Entry;
import org.pulsebench.report.Table;

/** What a fragment shows of the entries of a table. */
enum Variant {
  OURS("", ""),
  INTERVALS("-intervals", "with 95 % intervals and counts"),
  PUBLISHED("-published", "as published"),
  DIFFERENCE("-difference", "ours less published");

  private final String suffix;
  private final String words;

  Variant(String suffix, String words) {
    this.suffix = suffix;
    this.words = words;
  }

  /** Returns the variants that a table has something to show for. */
  static List<Variant> of(Table table) {
    return List.of(values()).stream().filter(variant -> variant.isOf(table)).toList();
  }

  private boolean isOf(Table table) {
    return switch (this) {
      case OURS -> true;
      case INTERVALS -> table.rows().stream().anyMatch(row -> has(row, Variant::hasInterval));
      case PUBLISHED, DIFFERENCE -> table.hasPublished();
    };
  }

  /** Returns whether a row belongs to the variant: what was not published has no row there. */
  boolean has(Table.Row row) {
    return switch (this) {
      case OURS, INTERVALS -> true;
      case PUBLISHED -> has(row, entry -> entry.published().isPresent());
      case DIFFERENCE ->
          has(row, entry -> entry instanceof Entry.Value && entry.published().isPresent());
    };
  }

  private static boolean has(Table.Row row, Predicate<Entry> property) {
    return row.entries().stream().anyMatch(property);
  }

  private static boolean hasInterval(Entry entry) {
    return entry instanceof Entry.Value value && value.interval().isPresent();
  }

  /** Returns what the file's name has behind the table's id. */
  String suffix() {
    return suffix;
  }

  /** Returns what a title says of the variant; blank of the usual one. */
  String words() {
    return words;
  }
}
