package org.pulsebench.report.latex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.report.Entry;
import org.pulsebench.report.Golden;
import org.pulsebench.report.LifelongResults;
import org.pulsebench.report.Report;
import org.pulsebench.report.ReportBuilder;
import org.pulsebench.report.SampleReport;
import org.pulsebench.report.Table;
import org.pulsebench.report.Unit;

class LatexReportTest {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "table-3.tex",
        "table-3-intervals.tex",
        "table-3-published.tex",
        "table-3-difference.tex",
        "figure-4.tex",
        "figure-4-published.tex",
        "figure-4-numbers.tex",
        "nasty.tex",
        "pulse-macros.tex",
        "pulse-report.tex"
      })
  void a_file_is_as_it_was_when_somebody_last_looked(String name) {
    write(Optional.empty());
    Golden.check(directory.resolve(name));
  }

  @Test
  void the_document_is_written_last() {
    List<Path> files = write(Optional.empty());
    assertThat(files).allMatch(Files::isRegularFile);
    assertThat(files.get(files.size() - 1)).hasFileName(LatexReport.DOCUMENT);
    assertThat(directory).isDirectoryNotContaining("glob:**.partial");
  }

  @Test
  void a_long_table_may_go_over_pages() throws IOException {
    write(Optional.empty());
    assertThat(Files.readString(directory.resolve("people.tex"))).contains("longtable");
    assertThat(Files.readString(directory.resolve("table-3.tex"))).doesNotContain("longtable");
  }

  @Test
  void the_document_compiles_without_warnings() {
    PdfLatex.require();
    write(Optional.empty());
    Path document = directory.resolve(LatexReport.DOCUMENT);
    String log = PdfLatex.log(document);
    assertThat(log.lines().filter(line -> line.contains("Warning")).toList()).isEmpty();
    assertThat(log).doesNotContain("Missing character");
    assertThat(PdfLatex.text(document))
        .contains("[U+5F20]")
        .contains("50 % of $x_1")
        .contains("\\input{/etc/passwd}")
        .doesNotContain("root:");
  }

  @Test
  void a_document_of_published_tasks_compiles_without_warnings() {
    PdfLatex.require();
    Report report = ReportBuilder.of(List.of(new LifelongResults().document()));
    LatexReport.write(report, directory, Optional.empty());
    Path document = directory.resolve(LatexReport.DOCUMENT);
    String log = PdfLatex.log(document);
    assertThat(log.lines().filter(line -> line.contains("Warning")).toList()).isEmpty();
    assertThat(log).doesNotContain("Overfull \\vbox");
    assertThat(PdfLatex.text(document)).contains("Forget quality, task by task", "A-UD");
  }

  @Test
  void a_fragment_and_the_macros_compile_in_a_plain_document_without_siunitx() throws IOException {
    PdfLatex.require();
    write(Optional.empty());
    Path document = directory.resolve("mine.tex");
    Files.writeString(
        document,
        """
        \\documentclass{article}
        \\usepackage{array,booktabs}
        \\input{pulse-macros}
        \\begin{document}
        GA reached \\pulseTableThreeProjLLMGAUnlearnMultimodal{} \\% in one modality,
        \\pulseTableThreeProjLLMGAUnlearnTextDifference{} points beside the paper's
        \\pulseTableThreeProjLLMGAUnlearnTextPublished{} \\%, and \\pulseTableThreeLLMGAExam.
        \\begin{table}\\input{table-3-intervals}\\end{table}
        \\end{document}
        """);
    String log = PdfLatex.log(document);
    assertThat(log.lines().filter(line -> line.contains("Warning")).toList()).isEmpty();
    String text = PdfLatex.text(document);
    assertThat(text).contains("26.0").contains("1.2 points").contains("35.2").contains("diverged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\\usepackage{siunitx}", "\\usepackage{siunitx}[=v2]"})
  void the_best_is_bold_whoever_sets_the_numbers(String siunitx) throws IOException {
    PdfLatex.require();
    write(Optional.empty());
    Path document = directory.resolve("mine.tex");
    Files.writeString(
        document,
        """
        \\documentclass{article}
        \\usepackage{array,booktabs}
        %s
        \\begin{document}
        \\input{table-3}
        \\end{document}
        """
            .formatted(siunitx));
    assertThat(PdfLatex.log(document)).contains("cmbx");
    Files.writeString(
        directory.resolve("table-3.tex"),
        Files.readString(directory.resolve("table-3.tex")).replace("\\pulsebest{", "{"));
    assertThat(PdfLatex.log(document)).doesNotContain("cmbx");
  }

  @Test
  void a_template_of_the_users_takes_the_place_of_the_built_in_one() throws IOException {
    Path templates = directory.resolve("templates");
    Files.createDirectories(templates.resolve("latex"));
    Files.writeString(
        templates.resolve("latex/_definitions.tex.ftl"), "\\providecommand{\\mine}{#1 ${1 + 1}}\n");
    LatexReport.write(SampleReport.report(), directory.resolve("out"), Optional.of(templates));
    assertThat(Files.readString(directory.resolve("out/table-3.tex")))
        .contains("\\providecommand{\\mine}{#1 2}");
  }

  @Test
  void a_broken_template_leaves_nothing_behind() throws IOException {
    Path templates = directory.resolve("templates");
    Files.createDirectories(templates.resolve("latex"));
    Files.writeString(templates.resolve("latex/pulse-report.tex.ftl"), "% mine\n${report.titel}\n");
    Path out = directory.resolve("out");
    assertThatThrownBy(() -> LatexReport.write(SampleReport.report(), out, Optional.of(templates)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("pulse-report.tex.ftl, line 2")
        .hasMessageContaining("report.titel");
    assertThat(out).doesNotExist();
  }

  @Test
  void a_directory_that_cannot_be_written_is_named() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "mine");
    assertThatThrownBy(
            () -> LatexReport.write(SampleReport.report(), file.resolve("below"), Optional.empty()))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("File cannot be written")
        .hasMessageContaining("below");
    assertThat(file).hasContent("mine");
  }

  /** A second on a quiet machine. */
  @Test
  @Timeout(30)
  void ten_thousand_rows_take_less_than_half_a_minute() {
    List<Table.Row> rows = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      rows.add(
          new Table.Row(
              false,
              List.of(
                  Entry.Label.of("Person & " + i),
                  Entry.Value.fixed(i, Unit.COUNT, Optional.empty()))));
    }
    Table table =
        new Table(
            "people",
            "People",
            "",
            List.of(Table.Column.of("name", "Name"), Table.Column.of("number", "Number")),
            List.of(new Table.Block("", rows)),
            List.of());
    Report report =
        new Report(
            "Many",
            List.of(),
            List.of(),
            List.of(),
            List.of(
                new Report.Section(
                    "paper", Report.Section.Kind.PAPER, "Paper", List.of(), List.of(table))),
            List.of(),
            List.of());
    LatexReport.write(report, directory, Optional.empty());
    assertThat(directory.resolve("people.tex")).isRegularFile();
  }

  private List<Path> write(Optional<Path> templates) {
    return LatexReport.write(SampleReport.report(), directory, templates);
  }
}
