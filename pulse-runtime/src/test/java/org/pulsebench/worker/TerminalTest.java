package org.pulsebench.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {

  @Test
  void lines_are_written_over_only_where_a_person_looks() {
    assertThat(Terminal.detect(Map.of("TERM", "xterm"), true)).isTrue();
    assertThat(Terminal.detect(Map.of(), true)).isTrue();
    assertThat(Terminal.detect(Map.of("TERM", "xterm"), false)).isFalse();
    assertThat(Terminal.detect(Map.of("TERM", "dumb"), true)).isFalse();
    assertThat(Terminal.detect(Map.of("TERM", "xterm", "CI", "true"), true)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"'24 80\n',80", "24 80,80", "'0 0',0", "'',", "stty: no tty,", "24,"})
  void the_width_is_what_stty_says_second(String output, Integer columns) {
    assertThat(Terminal.parseStty(output)).isEqualTo(Optional.ofNullable(columns));
  }
}
