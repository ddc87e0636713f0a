package org.pulsebench.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pulsebench.BadInputException;

class JsonFieldsTest {

  private static final Path FILE = Path.of("some.json");

  @Test
  void a_refused_value_is_told_with_file_full_path_value_and_remedy() {
    JsonFields inner = fields("{\"a\": {\"b\": \"3\"}}").object("a");

    assertThatThrownBy(() -> inner.wholeNumber("b", 1, 9))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            """
            Field has a value that cannot be used: some.json, field a.b
              found "3"; expected a whole number from 1 to 9
              Correct the field, or fetch the file again.\
            """);
  }

  @Test
  void a_long_value_is_cut_short() {
    JsonFields fields = fields("{\"a\": \"" + "x".repeat(200) + "\"}");

    assertThat(fields.describeValue("a")).hasSize(80).endsWith("xxx...");
  }

  @Test
  void null_is_a_value_unless_nulls_are_left_out() {
    JsonFields fields = fields("{\"b\": null, \"a\": 1}");

    assertThat(fields.names()).containsExactly("b", "a");
    assertThatThrownBy(() -> fields.flag("b", true)).hasMessageContaining("found null");
    assertThat(fields.withoutNulls().names()).containsExactly("a");
    assertThat(fields.withoutNulls().flag("b", true)).isTrue();
  }

  @Test
  void an_absent_object_has_no_fields_but_its_path_in_messages() {
    JsonFields absent = fields("{}").object("a");

    assertThat(absent.isEmpty()).isTrue();
    assertThatThrownBy(() -> absent.wholeNumber("b", 3, 3))
        .hasMessageContaining("field a.b\n  found no such field; expected the number 3");
  }

  @Test
  void an_unknown_field_is_refused_with_names_that_come_near() {
    JsonFields inner = fields("{\"a\": {\"rank\": 1, \"aplha\": 2}}").object("a");

    assertThatThrownBy(() -> inner.requireOnly(List.of("rank", "alpha")))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            """
            Field is not known: some.json, field a.aplha
              found no field of that name; expected one of rank, alpha (near: alpha)
              Correct the name, or remove the field.\
            """);
    inner.requireOnly(List.of("aplha", "beta", "rank"));
  }

  @Test
  void a_list_of_texts_holds_nothing_else() {
    JsonFields fields = fields("{\"a\": [\"x\", \"\"], \"b\": [\"x\", 1], \"c\": \"x\"}");

    assertThat(fields.texts("a")).contains(List.of("x", ""));
    assertThat(fields.texts("none")).isEmpty();
    assertThatThrownBy(() -> fields.texts("b"))
        .hasMessageContaining("field b\n  found [\"x\",1]; expected a list of texts");
    assertThatThrownBy(() -> fields.texts("c")).hasMessageContaining("found \"x\"");
  }

  private static JsonFields fields(String text) {
    return JsonFields.root(JsonFile.parse(text, FILE), FILE);
  }
}
