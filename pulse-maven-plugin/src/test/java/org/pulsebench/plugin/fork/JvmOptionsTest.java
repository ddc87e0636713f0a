package org.pulsebench.plugin.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;

final class JvmOptionsTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "2", "g", "-1g", "2 gb", "0g"})
  void a_heap_that_is_no_size_is_refused(String heap) {
    assertThatThrownBy(() -> options(heap, OptionalInt.empty()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("<heap> (-Dpulse.heap)");
  }

  @Test
  void no_threads_at_all_are_refused() {
    assertThatThrownBy(() -> options("2g", OptionalInt.of(0)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("<threads> (-Dpulse.threads)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"90m", " 90 m ", "5400s"})
  void spans_of_time_are_read_as_people_write_them(String text) {
    assertThat(TimeSpan.parse(text, "timeout")).isEqualTo(Duration.ofMinutes(90));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "90", "m", "0m", "1.5h", "90 minutes"})
  void other_spans_are_refused(String text) {
    assertThatThrownBy(() -> TimeSpan.parse(text, "timeout"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("<timeout> (-Dpulse.timeout)")
        .hasMessageContaining("90m");
  }

  private static JvmOptions options(String heap, OptionalInt threads) {
    return new JvmOptions(
        Path.of("java"), heap, List.of(), Map.of(), Optional.empty(), threads, OptionalInt.empty());
  }
}
