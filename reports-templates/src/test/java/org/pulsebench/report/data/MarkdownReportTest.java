package org.pulsebench.report.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.report.Golden;
import org.pulsebench.report.SampleReport;

class MarkdownReportTest {

  @TempDir Path directory;

  @Test
  void the_file_is_as_it_was_when_somebody_last_looked() {
    Golden.check(MarkdownReport.write(SampleReport.report(), directory).get(0));
  }

  @Test
  void a_summary_has_the_items_of_the_paper_only() {
    assertThat(MarkdownReport.summary(SampleReport.report()))
        .contains("Table 3")
        .contains("| **26.0** (9.6) |")
        .doesNotContain("Beyond the paper");
  }

  @Test
  void every_row_of_a_table_has_as_many_cells() {
    String[] lines = MarkdownReport.summary(SampleReport.report()).split("\n");
    long cells = 0;
    for (String line : lines) {
      long found = line.replace("\\|", "").chars().filter(c -> c == '|').count();
      assertThat(line.startsWith("|") && cells > 0 ? found : cells).isEqualTo(cells);
      cells = line.startsWith("|") ? found : 0;
    }
  }

  @Test
  void nothing_that_a_name_says_is_markup() {
    assertThat(MarkdownText.escaped("a|b *c* <d> `e` [f](g) _h_"))
        .isEqualTo("a\\|b \\*c\\* &lt;d&gt; \\`e\\` \\[f\\]\\(g) \\_h\\_");
    assertThat(MarkdownText.escaped("- x")).isEqualTo("\\- x");
    assertThat(MarkdownText.escaped("1. x")).isEqualTo("1\\. x");
    assertThat(MarkdownText.escaped("-1.5")).isEqualTo("-1.5");
    assertThat(MarkdownText.escaped("http://x")).isEqualTo("http\\://x");
    assertThat(MarkdownText.escaped("\u202ex\ny")).isEqualTo("\\[U+202E\\]x y");
  }
}
