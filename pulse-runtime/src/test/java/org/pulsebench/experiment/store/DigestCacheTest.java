package org.pulsebench.experiment.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.Sha256;

/** Whether a file was read again shows by changing it behind the cache's back. */
class DigestCacheTest {

  private static final Instant LONG_AGO = Instant.parse("2024-05-06T07:08:09.123456789Z");

  private final List<Problem> warnings = new ArrayList<>();

  @TempDir Path directory;
  private Path store;
  private Path weights;

  @BeforeEach
  void digest() throws IOException {
    store = Files.createDirectory(directory.resolve("store"));
    weights = directory.resolve("weights");
    write("old", LONG_AGO);
    assertThat(digested()).isEqualTo(Sha256.of("old"));
  }

  @Test
  void a_file_of_the_same_size_and_time_is_not_read_again() throws IOException {
    write("new", LONG_AGO);

    assertThat(digested()).isEqualTo(Sha256.of("old"));
  }

  @Test
  void a_file_that_was_touched_is_read_again() throws IOException {
    write("new", LONG_AGO.plus(Duration.ofMillis(1)));

    assertThat(digested()).isEqualTo(Sha256.of("new"));
    assertThat(digested()).as("and then known").isEqualTo(Sha256.of("new"));
  }

  @Test
  void a_file_of_another_size_is_read_again() throws IOException {
    write("longer", LONG_AGO);

    assertThat(digested()).isEqualTo(Sha256.of("longer"));
  }

  @Test
  void a_file_at_another_path_is_another_file() throws IOException {
    Path other = Files.copy(weights, directory.resolve("other"));

    assertThat(DigestCache.in(store, warnings::add).of(other)).isEqualTo(Sha256.of("old"));
  }

  @Test
  void a_file_that_may_change_within_its_time_stamp_is_not_remembered() throws IOException {
    Instant now = Instant.now();
    write("one", now);
    assertThat(digested()).isEqualTo(Sha256.of("one"));
    write("two", now);

    assertThat(digested()).isEqualTo(Sha256.of("two"));
  }

  @Test
  void files_that_are_gone_are_forgotten() throws IOException {
    Path other = Files.copy(weights, directory.resolve("other"));
    Files.setLastModifiedTime(other, FileTime.from(LONG_AGO));
    Files.delete(weights);

    DigestCache.in(store, warnings::add).of(other);

    assertThat(store.resolve(DigestCache.FILE))
        .content()
        .contains("other")
        .doesNotContain("weights");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"weights\": ",
        "[]",
        "{\"weights\": 1}",
        "{\"weights\": {}}",
        "{\"weights\": {\"bytes\": 3, \"modified\": \"yesterday\", \"sha256\": \"SHA\"}}",
        "{\"weights\": {\"bytes\": -3, \"modified\": \"TIME\", \"sha256\": \"SHA\"}}",
        "{\"weights\": {\"bytes\": 3, \"modified\": \"TIME\", \"sha256\": \"abc\"}}",
      })
  void a_damaged_cache_is_told_of_and_made_again(String damaged) throws IOException {
    write("new", LONG_AGO);
    Path file = store.resolve(DigestCache.FILE);
    Files.writeString(
        file, damaged.replace("TIME", LONG_AGO.toString()).replace("SHA", Sha256.of("old")));

    assertThat(digested()).isEqualTo(Sha256.of("new"));
    assertThat(warnings)
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.what()).isEqualTo("Remembered digests are damaged");
              assertThat(problem.where()).contains(file.toString());
              assertThat(problem.remedy()).contains("read again");
            });
    assertThat(digested()).isEqualTo(Sha256.of("new"));
    assertThat(warnings).as("told once").hasSize(1);
  }

  @Test
  void a_file_that_is_missing_is_told() throws IOException {
    Files.delete(weights);

    assertThatThrownBy(this::digested)
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("File cannot be read: " + weights);
  }

  private String digested() {
    return DigestCache.in(store, warnings::add).of(weights);
  }

  private void write(String content, Instant modified) throws IOException {
    Files.writeString(weights, content);
    Files.setLastModifiedTime(weights, FileTime.from(modified));
  }
}
