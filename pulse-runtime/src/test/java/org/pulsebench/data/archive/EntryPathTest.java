package org.pulsebench.data.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryPathTest {

  @ParameterizedTest
  @CsvSource({
    "a/../b, '\"..\"'",
    "/a, a slash at its beginning",
    "a\\b, a backslash",
    "C:a, a drive letter",
    "'', no name",
    "./, no name"
  })
  void says_what_is_wrong_with_a_path(String text, String fault) {
    assertThat(EntryPath.fault(text)).contains(fault);
    assertThatThrownBy(() -> EntryPath.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"a/b, a/b", "./a//b/, a/b", "..a/b.., ..a/b..", "TV series/x y, TV series/x y"})
  void reads_a_path_below_a_directory(String text, String path) {
    assertThat(EntryPath.of(text).text()).isEqualTo(path);
    assertThat(EntryPath.of(text).under(Path.of("top"))).isEqualTo(Path.of("top", path));
  }

  @ParameterizedTest
  @CsvSource({"a/B, A/b", "caf\u00e9, cafe\u0301", "stra\u00dfe, STRASSE"})
  void folds_what_some_file_system_takes_for_the_same(String one, String other) {
    assertThat(EntryPath.of(one).folded()).isEqualTo(EntryPath.of(other).folded());
  }

  @Test
  void keeps_apart_what_every_file_system_does() {
    assertThat(EntryPath.of("a/b").folded()).isNotEqualTo(EntryPath.of("ab").folded());
  }
}
