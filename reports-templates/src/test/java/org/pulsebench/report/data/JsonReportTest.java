package org.pulsebench.report.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.json.JsonFile;
import org.pulsebench.report.Golden;
import org.pulsebench.report.SampleReport;

class JsonReportTest {

  @TempDir Path directory;

  @Test
  void the_file_is_as_it_was_when_somebody_last_looked() {
    Golden.check(JsonReport.write(SampleReport.report(), directory).get(0));
  }

  @Test
  void a_value_has_all_that_is_known_of_it() {
    JsonReport.write(SampleReport.report(), directory);
    JsonNode json = JsonFile.read(directory.resolve(JsonReport.FILE));
    assertThat(json.get("format").asText()).isEqualTo("pulse-report");
    JsonNode row = json.at("/sections/0/items/0/blocks/0/rows/1/entries");
    JsonNode value = row.get("unlearn-multimodal");
    assertThat(value.get("value").doubleValue()).isEqualTo(26.0);
    assertThat(value.get("unit").asText()).isEqualTo("percent");
    assertThat(value.get("mark").asText()).isEqualTo("best");
    assertThat(value.at("/interval/low").doubleValue()).isEqualTo(23.5);
    assertThat(value.at("/published/value").doubleValue()).isEqualTo(9.6);
    assertThat(value.get("seeds")).hasSize(2);
  }

  @Test
  void what_there_is_not_has_its_reason() {
    JsonReport.write(SampleReport.report(), directory);
    JsonNode json = JsonFile.read(directory.resolve(JsonReport.FILE));
    JsonNode absent = json.at("/sections/0/items/0/blocks/0/rows/2/entries/exam");
    assertThat(absent.has("value")).isFalse();
    assertThat(absent.get("absent").asText()).isEqualTo("diverged");
    assertThat(absent.get("explanation").asText()).isEqualTo("seed 2 diverged");
  }
}
