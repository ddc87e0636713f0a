package org.pulsebench.plugin.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.pulsebench.Problem;

final class ConfigurationWordsTest {

  private static final Path FILE = Path.of("target", "experiment.json");
  private static final ObjectNode CONTENT =
      JsonNodeFactory.instance.objectNode().put("model", "/models/llava");

  @Test
  void a_field_is_named_by_its_element_and_property() {
    assertThat(where(FILE + ", field seeds")).isEqualTo("<seeds> (-Dpulse.seeds)");
    assertThat(where(FILE + ", field lora.rank")).isEqualTo("<lora><rank> (-Dpulse.lora.rank)");
  }

  @Test
  void a_field_that_is_called_otherwise_in_a_pom_is_called_so() {
    assertThat(where(FILE + ", field exam")).isEqualTo("<examMode> (-Dpulse.examMode)");
    assertThat(where(FILE + ", field data.people"))
        .isEqualTo("<corpus><people> (-Dpulse.corpus.people)");
  }

  @Test
  void an_entry_of_a_list_is_counted_from_one() {
    assertThat(where(FILE + ", protocols[1], field people"))
        .isEqualTo("<protocols>, number 2, <people>");
    assertThat(where(FILE + ", methods[0], field settings.beta"))
        .isEqualTo("<methods>, number 1, <parameters><beta>");
  }

  @Test
  void a_method_is_said_to_be_of_the_methods() {
    assertThat(where("method npoo")).isEqualTo("<methods> (-Dpulse.methods), method npoo");
  }

  @Test
  void a_name_without_a_place_gets_one() {
    Problem problem =
        ConfigurationWords.of(FILE, CONTENT)
            .translated(new Problem("Size is not known", "\"tiny\"", "no such name", "one", "Do."));
    assertThat(problem.where()).isEqualTo("<size> (-Dpulse.size)");
    assertThat(problem.found()).isEqualTo("\"tiny\"");
  }

  @Test
  void a_value_is_named_by_the_element_that_holds_it() {
    assertThat(where("/models/llava")).isEqualTo("<model> (-Dpulse.model): /models/llava");
  }

  @Test
  void other_places_stay_as_they_are() {
    assertThat(where("data/people.parquet, row 3")).isEqualTo("data/people.parquet, row 3");
  }

  private static String where(String place) {
    return ConfigurationWords.of(FILE, CONTENT)
        .translated(new Problem("What", place, "found", "expected", "Do."))
        .where();
  }
}
