package org.pulsebench.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
  void an_object_that_has_to_be_there_is_missed() {
    assertThat(fields("{\"a\": {\"b\": 3}}").requiredObject("a").names()).containsExactly("b");
    assertThatThrownBy(() -> fields("{}").requiredObject("a"))
        .hasMessageContaining("field a\n  found no such field; expected an object in braces");
    assertThatThrownBy(() -> fields("{\"a\": null}").requiredObject("a"))
        .hasMessageContaining("found null");
  }

  @Test
  void the_objects_of_a_list_are_told_by_their_place() {
    JsonFields fields = fields("{\"a\": [{\"b\": 1}, {\"b\": true}], \"c\": [1], \"d\": {}}");

    assertThat(fields.objects("a")).hasSize(2);
    assertThatThrownBy(() -> fields.objects("a").get(1).wholeNumber("b", 0, 9))
        .hasMessageContaining("field a[1].b\n  found true");
    assertThatThrownBy(() -> fields.objects("c"))
        .hasMessageContaining("field c[0]\n  found 1; expected an object in braces");
    assertThatThrownBy(() -> fields.objects("d")).hasMessageContaining("a list of objects");
    assertThatThrownBy(() -> fields.objects("e")).hasMessageContaining("found no such field");
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

  @Test
  void a_field_that_has_to_be_there_is_missed() {
    JsonFields none = fields("{}");

    for (ThrowingCallable reading :
        List.<ThrowingCallable>of(
            () -> none.requiredText("a"),
            () -> none.requiredFlag("a"),
            () -> none.count("a"),
            () -> none.time("a"),
            () -> none.choice("a", List.of("x"), word -> word))) {
      assertThatThrownBy(reading)
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("field a\n  found no such field; expected ");
    }
  }

  @Test
  void a_count_is_a_whole_number_from_nought_of_any_size() {
    JsonFields fields = fields("{\"a\": 14000000000, \"b\": -1, \"c\": 1.0}");

    assertThat(fields.count("a")).isEqualTo(14_000_000_000L);
    assertThatThrownBy(() -> fields.count("b"))
        .hasMessageContaining("found -1; expected a whole number of at least 0");
    assertThatThrownBy(() -> fields.count("c")).hasMessageContaining("found 1.0");
  }

  @Test
  void a_choice_is_one_of_its_words_and_those_that_come_near_are_given() {
    JsonFields fields = fields("{\"a\": \"two\", \"b\": \"thre\"}");
    List<Integer> values = List.of(1, 2, 3);
    Function<Integer, String> word = value -> List.of("one", "two", "three").get(value - 1);

    assertThat(fields.choice("a", values, word)).isEqualTo(2);
    assertThatThrownBy(() -> fields.choice("b", values, word))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(
            "field b\n  found thre; expected one of one, two, three (near: three)");
  }

  @Test
  void a_list_of_numbers_holds_nothing_else() {
    JsonFields fields = fields("{\"a\": [1, -2.5], \"b\": [1, \"NaN\"], \"c\": 1}");

    assertThat(fields.numbers("a")).contains(List.of(1.0, -2.5));
    assertThat(fields.numbers("none")).isEmpty();
    assertThatThrownBy(() -> fields.numbers("b"))
        .hasMessageContaining("field b\n  found [1,\"NaN\"]; expected a list of numbers");
    assertThatThrownBy(() -> fields.numbers("c")).hasMessageContaining("found 1;");
  }

  @Test
  void a_time_is_one_of_iso_8601() {
    JsonFields fields = fields("{\"a\": \"2024-05-06T07:08:09.5Z\", \"b\": \"noon\"}");

    assertThat(fields.time("a")).isEqualTo(Instant.ofEpochMilli(1_714_979_289_500L));
    assertThatThrownBy(() -> fields.time("b"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("field b\n  found noon; expected a time in ISO 8601");
  }

  private static JsonFields fields(String text) {
    return JsonFields.root(JsonFile.parse(text, FILE), FILE);
  }
}
