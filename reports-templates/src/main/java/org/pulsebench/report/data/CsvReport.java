package org.pulsebench.report.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pulsebench.report.Entry;
import org.pulsebench.report.Report;
import org.pulsebench.report.ReportFiles;
import org.pulsebench.report.Table;

/**
 * Every table of a report as CSV (RFC 4180, UTF-8).
 *
 * <p>A table {@code x} gives {@code x.csv}, row by row as it is shown, under the ids of its
 * columns; where its rows have blocks, the first column is {@code block}. All of them together give
 * {@value #VALUES}, one number a line, with what is known of it; what each table shows, and how it
 * was asked, stands in {@value #CAPTIONS}.
 *
 * <p>Numbers are not rounded. A number that there is not is an empty field in its table, and has
 * its reason in {@value #VALUES}. Texts that a spreadsheet would take for a formula begin with an
 * apostrophe.
 */
public final class CsvReport {

  /** The file with all numbers of all tables. */
  public static final String VALUES = "values.csv";

  /** The file with the captions of all tables. */
  public static final String CAPTIONS = "captions.csv";

  private static final List<String> VALUE_COLUMNS =
      List.of(
          "table",
          "block",
          "row",
          "column",
          "unit",
          "value",
          "low",
          "high",
          "interval",
          "count",
          "counted",
          "seeds",
          "missing_seeds",
          "best",
          "published",
          "published_error",
          "published_item",
          "absent",
          "explanation");

  private CsvReport() {}

  /**
   * Writes a file for each table, and {@value #VALUES} last.
   *
   * @param directory is created if need be
   * @return the files that were written
   * @throws org.pulsebench.EnvironmentException if a file cannot be written
   */
  public static List<Path> write(Report report, Path directory) {
    ReportFiles files = new ReportFiles();
    CsvText values = new CsvText().row(VALUE_COLUMNS);
    CsvText captions = new CsvText().row(List.of("table", "title", "caption"));
    for (Table table : report.tables()) {
      files.add(table.id() + ".csv", table(table));
      addValues(table, values);
      captions.row(
          List.of(table.id(), CsvText.harmless(table.title()), CsvText.harmless(table.caption())));
    }
    return files
        .add(CAPTIONS, captions.toString())
        .add(VALUES, values.toString())
        .writeTo(directory);
  }

  static String table(Table table) {
    boolean blocks = table.blocks().stream().anyMatch(block -> !block.title().isBlank());
    CsvText csv = new CsvText();
    csv.row(
        Stream.concat(
                blocks ? Stream.of("block") : Stream.of(),
                table.columns().stream().map(Table.Column::id))
            .toList());
    for (Table.Block block : table.blocks()) {
      for (Table.Row row : block.rows()) {
        List<String> fields = new ArrayList<>();
        if (blocks) {
          fields.add(CsvText.harmless(block.title()));
        }
        row.entries().forEach(entry -> fields.add(field(entry)));
        csv.row(fields);
      }
    }
    return csv.toString();
  }

  private static String field(Entry entry) {
    if (entry instanceof Entry.Value value) {
      return CsvText.number(value.value());
    }
    return entry instanceof Entry.Label label ? CsvText.harmless(label.text()) : "";
  }

  private static void addValues(Table table, CsvText values) {
    for (Table.Block block : table.blocks()) {
      for (Table.Row row : block.rows()) {
        String labels =
            row.entries().stream()
                .filter(Entry.Label.class::isInstance)
                .map(Entry::text)
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining(", "));
        for (int i = 0; i < table.columns().size(); i++) {
          Entry entry = row.entries().get(i);
          if (!(entry instanceof Entry.Label)) {
            List<String> fields = new ArrayList<>();
            fields.add(table.id());
            fields.add(CsvText.harmless(block.title()));
            fields.add(CsvText.harmless(labels));
            fields.add(table.columns().get(i).id());
            fields.addAll(fields(entry));
            values.row(fields);
          }
        }
      }
    }
  }

  /** Returns the fields from the unit on. */
  private static List<String> fields(Entry entry) {
    List<String> fields = new ArrayList<>();
    if (entry instanceof Entry.Value value) {
      Optional<Entry.Interval> interval = value.interval();
      fields.add(value.unit().symbol());
      fields.add(CsvText.number(value.value()));
      fields.add(interval.map(one -> CsvText.number(one.low())).orElse(""));
      fields.add(interval.map(one -> CsvText.number(one.high())).orElse(""));
      fields.add(CsvText.harmless(interval.map(Entry.Interval::method).orElse("")));
      fields.add(value.count() > 0 ? Integer.toString(value.count()) : "");
      fields.add(CsvText.harmless(value.counted()));
      fields.add(Integer.toString(value.seeds().size()));
      fields.add(Integer.toString(value.gaps().size()));
      fields.add(
          value.mark() == Entry.Mark.NONE ? "" : value.mark().name().toLowerCase(Locale.ROOT));
    } else {
      fields.addAll(List.of("", "", "", "", "", "", "", "", "", ""));
    }
    Optional<Entry.Published> published = entry.published();
    fields.add(published.map(paper -> CsvText.number(paper.value())).orElse(""));
    fields.add(published.map(paper -> CsvText.number(paper.error())).orElse(""));
    fields.add(published.map(Entry.Published::item).orElse(""));
    Optional<Entry.Absent> absent =
        entry instanceof Entry.Absent one ? Optional.of(one) : Optional.empty();
    fields.add(absent.map(one -> word(one.reason())).orElse(""));
    fields.add(CsvText.harmless(absent.map(Entry.Absent::explanation).orElse("")));
    return fields;
  }

  private static String word(Entry.Absent.Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }
}
