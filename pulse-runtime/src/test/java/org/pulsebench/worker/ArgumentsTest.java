package org.pulsebench.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pulsebench.BadInputException;

class ArgumentsTest {

  @Test
  void options_and_files_come_in_any_order() {
    Arguments arguments = parse("run", "--log", "-", "my experiment.json", "--events", "--log");
    assertThat(arguments.experimentFile(1)).isEqualTo(Path.of("my experiment.json"));
    assertThat(arguments.file("--log")).contains(Path.of("-"));
    assertThat(arguments.option("--events")).contains("--log");
    assertThat(arguments.option("--parent")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--log a | One experiment is run at a time | no file | one experiment file",
        "a b --log c | One experiment is run at a time | a b | one experiment file",
        "a --event b | There is no such option | --event | one of [--events, --log, --parent]",
        "a --log | An option has no value | --log | --log <value>",
        "a --log b --log c | An option is repeated | --log c | each option once"
      })
  void what_is_wrong_is_told(String line, String what, String found, String expected) {
    assertThatThrownBy(() -> parse(line.split(" ")).experimentFile(0))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            what
                + ": arguments\n  found "
                + found
                + "; expected "
                + expected
                + "\n  Correct the command line.");
  }

  @Test
  void a_name_that_no_file_can_have_is_refused() {
    assertThatThrownBy(() -> parse("a\0").experimentFile(0))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("A file cannot have such a name: arguments");
  }

  private static Arguments parse(String... arguments) {
    return Arguments.parse(List.of(arguments), Set.of("--events", "--log", "--parent"));
  }
}
