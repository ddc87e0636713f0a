package org.pulsebench.report.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.EnvironmentException;
import org.pulsebench.report.Golden;
import org.pulsebench.report.SampleReport;

class CsvReportTest {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {"table-3.csv", "figure-4-numbers.csv", "nasty.csv", "values.csv", "captions.csv"})
  void a_file_is_as_it_was_when_somebody_last_looked(String name) {
    CsvReport.write(SampleReport.report(), directory);
    Golden.check(directory.resolve(name));
  }

  @Test
  void there_is_a_file_for_every_table_and_one_for_all_captions_and_all_values() {
    List<Path> files = CsvReport.write(SampleReport.report(), directory);
    assertThat(files).hasSize(SampleReport.report().tables().size() + 2);
  }

  @Test
  void lines_end_as_the_rfc_has_it_and_quotes_are_doubled() {
    String csv = new CsvText().row(List.of("a", "b \"c\", d", "e\nf")).row(List.of("")).toString();
    assertThat(csv).isEqualTo("a,\"b \"\"c\"\", d\",\"e\nf\"\r\n\"\"\r\n");
  }

  @Test
  void no_text_is_a_formula() {
    for (String text : List.of("=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1")) {
      assertThat(CsvText.harmless(text)).isEqualTo("'" + text);
    }
    assertThat(CsvText.harmless("a=1")).isEqualTo("a=1");
    assertThat(CsvText.number(-1.5)).isEqualTo("-1.5");
  }

  @Test
  void a_number_reads_back_as_the_same() {
    for (double value : new double[] {0.1 + 0.2, 100, 3e-17, -4.25}) {
      assertThat(Double.parseDouble(CsvText.number(value))).isEqualTo(value);
    }
    assertThat(CsvText.number(100)).isEqualTo("100");
  }

  @Test
  void a_directory_that_cannot_be_written_is_named() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> CsvReport.write(SampleReport.report(), file))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(file.toString());
  }
}
