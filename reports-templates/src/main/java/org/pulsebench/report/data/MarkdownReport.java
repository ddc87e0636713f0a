package org.pulsebench.report.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pulsebench.evaluation.statistics.Direction;
import org.pulsebench.report.Entry;
import org.pulsebench.report.Figure;
import org.pulsebench.report.Finding;
import org.pulsebench.report.Item;
import org.pulsebench.report.Report;
import org.pulsebench.report.ReportFiles;
import org.pulsebench.report.Table;
import org.pulsebench.report.Unit;

/**
 * A report as Markdown, with the tables of GitHub's and GitLab's.
 *
 * <p>The best value of a column is bold, as are all that are shown with the same digits; arrows say
 * which way is better; what the paper reports stands in parentheses behind our number.
 */
public final class MarkdownReport {

  /** The file. */
  public static final String FILE = "pulse-report.md";

  private static final String KEY =
      "Bold: the best of its column, or all that are shown with the same digits; the state before"
          + " does not compete.";

  private final StringBuilder text = new StringBuilder();

  private MarkdownReport() {}

  /**
   * Writes the file, which has all sections of the report.
   *
   * @param directory is created if need be
   * @return the file that was written
   * @throws org.pulsebench.EnvironmentException if it cannot be written
   */
  public static List<Path> write(Report report, Path directory) {
    MarkdownReport markdown = new MarkdownReport();
    markdown.head(report);
    report.sections().forEach(markdown::section);
    return new ReportFiles().add(FILE, markdown.text.toString()).writeTo(directory);
  }

  /** Returns what fits the summary of a CI job: findings, remarks and the paper's items. */
  public static String summary(Report report) {
    MarkdownReport markdown = new MarkdownReport();
    markdown.head(report);
    report.sections().stream()
        .filter(section -> section.kind() == Report.Section.Kind.PAPER)
        .forEach(markdown::section);
    return markdown.text.toString();
  }

  private void head(Report report) {
    line("# " + MarkdownText.escaped(report.title()));
    if (!report.facts().isEmpty()) {
      line("| | |");
      continued("| --- | --- |");
      for (Report.Fact fact : report.facts()) {
        String value =
            fact.literal() ? MarkdownText.code(fact.value()) : MarkdownText.escaped(fact.value());
        continued("| " + MarkdownText.escaped(fact.name()) + " | " + value + " |");
      }
    }
    for (Report.Remark remark : report.remarks()) {
      boolean warning = remark.kind() == Report.Remark.Kind.WARNING;
      line(
          "> "
              + (warning ? "⚠ " : "")
              + bold(MarkdownText.escaped(remark.title()))
              + ". "
              + MarkdownText.escaped(remark.text()));
    }
    boolean first = true;
    for (Finding finding : report.findings()) {
      String item =
          "- %s: %s. %s"
              .formatted(
                  MarkdownText.escaped(finding.protocol() + ", " + finding.method()),
                  bold(MarkdownText.escaped(finding.outcome().words())),
                  MarkdownText.escaped(finding.text()));
      if (first) {
        line(item);
      } else {
        continued(item);
      }
      first = false;
    }
  }

  private void section(Report.Section section) {
    line("## " + MarkdownText.escaped(section.title()));
    section.lead().forEach(paragraph -> line(MarkdownText.escaped(paragraph)));
    for (Item item : section.items()) {
      line("### " + MarkdownText.escaped(item.title()));
      line(MarkdownText.escaped(item.caption()));
      if (item instanceof Figure figure) {
        line(MarkdownText.escaped(figure.alternative()));
        table(figure.numbers());
      } else {
        table((Table) item);
      }
    }
  }

  private void table(Table table) {
    boolean blocks = table.blocks().stream().anyMatch(block -> !block.title().isBlank());
    List<String> names = new ArrayList<>();
    List<String> rule = new ArrayList<>();
    if (blocks) {
      names.add("");
      rule.add(":---");
    }
    for (int i = 0; i < table.columns().size(); i++) {
      names.add(header(table.columns().get(i)));
      int column = i;
      boolean words =
          table.rows().stream().allMatch(row -> row.entries().get(column) instanceof Entry.Label);
      rule.add(words ? ":---" : "---:");
    }
    line(row(names));
    continued(row(rule));
    for (Table.Block block : table.blocks()) {
      for (Table.Row row : block.rows()) {
        List<String> cells = new ArrayList<>();
        if (blocks) {
          cells.add(MarkdownText.escaped(block.title()));
        }
        row.entries().forEach(entry -> cells.add(cell(entry)));
        continued(row(cells));
      }
    }
    notes(table);
  }

  private void notes(Table table) {
    List<String> notes = new ArrayList<>(table.notes());
    if (table.rows().stream()
        .flatMap(row -> row.entries().stream())
        .anyMatch(MarkdownReport::isMarked)) {
      notes.add(KEY);
    }
    if (table.hasPublished()) {
      notes.add("In parentheses: what the paper reports.");
    }
    if (table.rows().stream()
        .flatMap(row -> row.entries().stream())
        .anyMatch(
            entry ->
                entry instanceof Entry.Value value
                    && value.unit() == Unit.POINTS
                    && value.interval().isPresent())) {
      notes.add("In brackets: 95 % intervals.");
    }
    if (!notes.isEmpty()) {
      line(notes.stream().map(MarkdownText::escaped).collect(Collectors.joining(" ")));
    }
  }

  private static String header(Table.Column column) {
    String arrow =
        column.direction().map(way -> way == Direction.HIGHER_IS_BETTER ? " ↑" : " ↓").orElse("");
    return MarkdownText.escaped(column.fullName()) + arrow;
  }

  private static String cell(Entry entry) {
    String own;
    if (entry instanceof Entry.Label label && label.literal()) {
      own = MarkdownText.code(label.text());
    } else {
      String words = MarkdownText.escaped(entry.text());
      own = isMarked(entry) ? bold(words) : words;
    }
    String interval =
        entry instanceof Entry.Value value && value.unit() == Unit.POINTS
            ? value.interval().map(one -> interval(one, value.unit())).orElse("")
            : "";
    Optional<String> published = entry.published().map(paper -> " (" + paper.text() + ")");
    return own + interval + published.orElse("");
  }

  /** Whether an interval of a difference holds 0 is what readers look for. */
  private static String interval(Entry.Interval interval, Unit unit) {
    return " \\[%s, %s\\]".formatted(unit.text(interval.low()), unit.text(interval.high()));
  }

  private static boolean isMarked(Entry entry) {
    return entry instanceof Entry.Value value && value.mark() != Entry.Mark.NONE;
  }

  private static String bold(String words) {
    return "**" + words + "**";
  }

  private static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  /** Adds what begins after an empty line. */
  private void line(String content) {
    if (text.length() > 0) {
      text.append('\n');
    }
    continued(content);
  }

  private void continued(String content) {
    text.append(content.stripTrailing()).append('\n');
  }
}
