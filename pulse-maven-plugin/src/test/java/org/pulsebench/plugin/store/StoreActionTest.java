package org.pulsebench.plugin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pulsebench.BadInputException;
import org.pulsebench.experiment.store.StepKey;
import org.pulsebench.experiment.store.StepStore;

final class StoreActionTest {

  @TempDir Path directory;

  @Test
  void a_list_names_every_step_and_sums_them_up() {
    try (StepStore store = filled()) {
      StoreAction.Outcome outcome = action("list", "", "").on(store);
      assertThat(outcome.lines()).hasSize(1).first().asString().contains("learn-");
      assertThat(outcome.summary()).startsWith("1 steps, ");
    }
  }

  @Test
  void damage_is_found_and_told() throws IOException {
    filled().close();
    try (Stream<Path> files = Files.walk(directory)) {
      Path file = files.filter(path -> path.endsWith("content.txt")).findFirst().orElseThrow();
      file.toFile().setWritable(true);
      Files.writeString(file, "other bytes");
    }
    try (StepStore store = StepStore.open(directory)) {
      StoreAction.Outcome outcome = action("verify", "", "").on(store);
      assertThat(outcome.isSound()).isFalse();
      assertThat(outcome.summary()).contains("1 damaged");
      assertThat(String.join("\n", outcome.lines())).contains("content.txt");
    }
  }

  @Test
  void pruning_by_size_removes_what_is_too_much() {
    filled().close();
    try (StepStore store = StepStore.open(directory)) {
      StoreAction.Outcome outcome = action("prune", "", "0B").on(store);
      assertThat(outcome.summary()).startsWith("1 steps removed").endsWith("0 steps, 0 B left.");
    }
  }

  @Test
  void pruning_without_a_limit_is_refused() {
    assertThatThrownBy(() -> action("prune", "", ""))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("-Dpulse.store.olderThan=30d");
  }

  @Test
  void a_limit_without_pruning_is_refused() {
    assertThatThrownBy(() -> action("list", "30d", ""))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("An option would have no effect");
  }

  @Test
  void an_unknown_action_is_refused_with_the_near_one() {
    assertThatThrownBy(() -> action("prunes", "30d", "")).isInstanceOf(BadInputException.class);
    assertThatThrownBy(() -> action("verfy", "", ""))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("near: verify");
  }

  @ParameterizedTest
  @CsvSource({"999,999 B", "1000,1.0 kB", "1234567,1.2 MB", "10000000000,10.0 GB"})
  void sizes_are_shown_in_the_largest_fitting_unit(long bytes, String text) {
    assertThat(new ByteSize(bytes).text()).isEqualTo(text);
  }

  @Test
  void sizes_that_are_none_are_refused() {
    assertThatThrownBy(() -> ByteSize.parse("10 gigabytes"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("such as 10GB");
  }

  private static StoreAction action(String name, String olderThan, String maximumSize) {
    return StoreAction.of(name, given(olderThan), given(maximumSize));
  }

  private static Optional<String> given(String text) {
    return Optional.of(text).filter(some -> !some.isEmpty());
  }

  private StepStore filled() {
    StepStore store = StepStore.open(directory);
    store.run(
        StepKey.of("learn", new TreeMap<>(Map.of("seed", "1"))),
        place -> Files.writeString(place.resolve("content.txt"), "some bytes"));
    return store;
  }
}
