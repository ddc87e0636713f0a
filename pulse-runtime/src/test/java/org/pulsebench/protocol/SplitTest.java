package org.pulsebench.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pulsebench.BadInputException;
import org.pulsebench.json.JsonFile;

class SplitTest {

  private static final Split SPLIT =
      new Split(
          List.of("1", "2", "3", "4", "5", "6"),
          List.of(List.of("5", "2"), List.of("3", "1")),
          List.of("6"));

  @Test
  void the_unlearn_set_is_everybody_of_all_requests_in_order() {
    assertThat(SPLIT.unlearn()).containsExactly("5", "2", "3", "1");
  }

  @Test
  void a_split_is_read_as_it_was_written(@TempDir Path directory) {
    Path file = directory.resolve("split.json");
    JsonFile.write(SPLIT.toJson(), file);

    assertThat(Split.fromJson(JsonFile.read(file), file.toString())).isEqualTo(SPLIT);
    assertThat(SPLIT.toJson().toString())
        .isEqualTo(
            "{\"learned\":[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\"],"
                + "\"requests\":[[\"5\",\"2\"],[\"3\",\"1\"]],\"retain\":[\"6\"]}");
    Split untaught = new Split(List.of(), SPLIT.requests(), SPLIT.retain());
    assertThat(Split.fromJson(untaught.toJson(), "split")).isEqualTo(untaught);
  }

  @Test
  void each_request_keeps_its_own_set_where_there_is_one_and_else_all() {
    Split own =
        new Split(
            List.of(),
            List.of(List.of("1"), List.of("2")),
            List.of("3", "4"),
            List.of(List.of("3"), List.of("4")));

    assertThat(own.retainOf(2)).containsExactly("4");
    assertThat(SPLIT.retainOf(2)).containsExactly("6");
    assertThat(Split.fromJson(own.toJson(), "split")).isEqualTo(own);
  }

  @Test
  void sets_to_keep_that_do_not_make_up_the_retain_set_are_refused() {
    List<List<String>> requests = List.of(List.of("1"), List.of("2"));

    assertThatThrownBy(() -> new Split(List.of(), requests, List.of("3"), List.of(List.of("3"))))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("retainSets")
        .hasMessageContaining("found 1 sets of 1 subjects")
        .hasMessageContaining("expected a set for each of 2 requests, together retain");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'learned': [], 'requests': [['1'], ['1']], 'retain': ['2']"
            + " | requests | the id 1 twice",
        "'learned': [], 'requests': [['1']], 'retain': ['1']"
            + " | requests and retain | the id 1 twice",
        "'learned': ['1', '1'], 'requests': [['1']], 'retain': ['2'] | learned | the id 1 twice",
        "'learned': ['1'], 'requests': [['1']], 'retain': ['2'] | learned | not the id 2",
        "'learned': [], 'requests': [], 'retain': ['2'] | requests | one request or more",
        "'learned': [], 'requests': [[]], 'retain': ['2'] | requests | one request or more",
        "'learned': [], 'requests': [['1']], 'retain': [] | retain | found nobody",
        "'learned': [], 'requests': ['1'], 'retain': ['2']"
            + " | split.json, field requests[0] | a list of texts",
        "'learned': [], 'requests': '1', 'retain': ['2']"
            + " | split.json, field requests | a list of lists of ids",
        "'learned': [], 'requests': [['1']] | split.json, field retain | no such field",
        "'learnt': [], 'requests': [['1']], 'retain': ['2']"
            + " | split.json, field learnt | (near: learned)"
      })
  void a_broken_split_is_refused(String fields, String where, String rest) {
    String json = "{" + fields.replace('\'', '"') + "}";

    assertThatThrownBy(() -> Split.fromJson(JsonFile.parse(json, Path.of("f")), "split.json"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(": " + where + "\n")
        .hasMessageContaining(rest);
  }
}
