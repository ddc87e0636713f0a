package org.pulsebench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.report.data.CsvReport;
import org.pulsebench.report.data.MarkdownReport;
import org.pulsebench.results.Provenance;

/** Every table tells how its questions were asked. */
class CaptionsTest {

  private static final String NONE = "No examples are shown before a question.";
  private static final String PUBLISHED =
      "Before a question, examples from the evaluated set are shown with their answers, as"
          + " MLLMU-Bench published it.";

  /** Nothing in these was asked. */
  private static final Set<String> NOT_ASKED = Set.of("Table 2. Settings", "Losses", "Times");

  @TempDir Path directory;

  private static Report report(String evaluation) {
    return ReportBuilder.of(
        List.of(new SampleResults().method("ga", 0.5).evaluation(evaluation).document()));
  }

  private static List<Table> asked(Report report) {
    return report.tables().stream().filter(table -> !NOT_ASKED.contains(table.title())).toList();
  }

  @Test
  void tables_without_examples_say_so() {
    assertThat(asked(report(Provenance.WITHOUT_EXAMPLES)))
        .isNotEmpty()
        .allSatisfy(table -> assertThat(table.caption()).contains(NONE));
  }

  @Test
  void tables_of_the_published_evaluation_say_so_in_every_format() throws Exception {
    Report report = report(Provenance.PUBLISHED);
    assertThat(asked(report))
        .isNotEmpty()
        .allSatisfy(table -> assertThat(table.caption()).contains(PUBLISHED));
    CsvReport.write(report, directory);
    assertThat(Files.readString(directory.resolve(CsvReport.CAPTIONS))).contains(PUBLISHED);
    MarkdownReport.write(report, directory);
    assertThat(Files.readString(directory.resolve(MarkdownReport.FILE))).contains(PUBLISHED);
  }

  @Test
  void results_of_different_evaluations_are_not_mixed() {
    Report report =
        ReportBuilder.of(
            List.of(
                new SampleResults().method("ga", 0.5).document(),
                new SampleResults().method("ga", 0.5).evaluation(Provenance.PUBLISHED).document()));
    assertThat(report.remarks())
        .extracting(Report.Remark::text)
        .anyMatch(text -> text.contains("the evaluation is published, not without-examples"));
  }
}
