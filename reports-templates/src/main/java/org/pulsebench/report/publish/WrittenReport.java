package org.pulsebench.report.publish;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.Problem;
import org.pulsebench.report.Figure;
import org.pulsebench.report.Report;

/**
 * A report that was written.
 *
 * @param report what it says
 * @param directory where it is
 * @param page its HTML page
 * @param files all of it, the page first
 * @param crate the file that describes it and what it was made of
 * @param withoutCharts why there are no PDF files of figures; empty where there are
 */
public record WrittenReport(
    Report report,
    Path directory,
    Path page,
    List<Path> files,
    Path crate,
    Optional<Problem> withoutCharts) {

  public WrittenReport {
    Objects.requireNonNull(report, "report");
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(page, "page");
    files = List.copyOf(files);
    Objects.requireNonNull(crate, "crate");
    Objects.requireNonNull(withoutCharts, "withoutCharts");
  }

  /** Returns what was written, in a few words, such as {@code 12 tables, 5 figures}. */
  public String summary() {
    long figures = report.items().stream().filter(Figure.class::isInstance).count();
    return "%d tables, %d figures and %s as HTML, LaTeX, CSV, JSON and Markdown"
        .formatted(
            report.items().size() - figures,
            figures,
            report.answers().isEmpty() ? "no single answers" : "all single answers");
  }
}
