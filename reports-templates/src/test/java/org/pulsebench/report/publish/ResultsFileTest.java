package org.pulsebench.report.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;

class ResultsFileTest {

  @TempDir Path base;

  @Test
  void a_relative_path_is_from_the_base() {
    assertThat(ResultsFile.of(" a/b.json ", base))
        .isEqualTo(new ResultsFile(Optional.empty(), base.resolve("a/b.json")));
  }

  @Test
  void a_directory_stands_for_the_results_in_it() throws IOException {
    Files.createDirectories(base.resolve("seed 1"));
    assertThat(ResultsFile.of("seed 1", base).file())
        .isEqualTo(base.resolve("seed 1/results.json"));
  }

  @Test
  void a_name_stands_before_the_sign() throws IOException {
    Files.createDirectories(base.resolve("old"));
    assertThat(ResultsFile.of("commit 1a2b = old", base))
        .isEqualTo(new ResultsFile(Optional.of("commit 1a2b"), base.resolve("old/results.json")));
  }

  @Test
  void a_file_with_the_sign_in_its_own_name_is_that_file() throws IOException {
    Files.writeString(base.resolve("beta=0.1.json"), "{}");
    assertThat(ResultsFile.of("beta=0.1.json", base))
        .isEqualTo(new ResultsFile(Optional.empty(), base.resolve("beta=0.1.json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "=a.json", "main="})
  void half_a_name_is_refused(String text) {
    assertThatThrownBy(() -> ResultsFile.of(text, base))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("No results are named")
        .hasMessageContaining("main=archive/results.json");
  }
}
