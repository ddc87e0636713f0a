package org.pulsebench.experiment.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepKeyTest {

  @Test
  void the_digest_of_a_known_key_never_changes() {
    // SHA-256 of {"inputs":{"model":"mini","seed":"1"},"kind":"learn"}.
    StepKey key = StepKey.of("learn", new TreeMap<>(Map.of("seed", "1", "model", "mini")));
    assertThat(key.digest())
        .isEqualTo("a1b77236b4891c312b3a42cdb7a438c5285faa9097c46ae04bac7ddeb0d86f61");
    assertThat(key.kind()).isEqualTo("learn");
    assertThat(key.shortName()).isEqualTo("learn-a1b77236b489").isEqualTo(key.toString());
  }

  /** The digest was computed in Python, with numbers as the exact decimals of its Decimal. */
  @Test
  void the_digest_of_every_kind_of_value_is_that_of_an_independent_computation() {
    StepKey key =
        StepKey.of(
            "unlearn",
            json(
                """
                {"method": "npo", "beta": 0.1, "epochs": 4, "learn": "c0ffee", "device": "cpu",
                 "precision": "float32", "seeds": [1, 2], "name": "Zo\u00eb \uD83D\uDE00\\n\\"x\\"",
                 "big": 12345678901234567890, "tiny": 1e-5, "mask": true, "none": null}
                """));
    assertThat(key.digest())
        .isEqualTo("e7635bfb1a302d514d1e9bc8415e0f759e341224117cef303dd22272526fb5d7");
  }

  @Test
  void the_canonical_text_has_sorted_names_and_few_escapes() {
    JsonNode value =
        CanonicalJson.normalized(
            json(
                """
                {"b": {}, "a": [], "B": [false, null, {"y": 1, "x": "\\u0001\\b\\t\\f\\r/\\u001f"}],
                 "\\"": "\\\\"}
                """));
    assertThat(CanonicalJson.text(value))
        .isEqualTo(
            "{\"\\\"\":\"\\\\\",\"B\":[false,null,{\"x\":\"\\u0001\\b\\t\\f\\r/\\u001f\",\"y\":1}],"
                + "\"a\":[],\"b\":{}}");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "1.0, 1",
    "1e2, 100",
    "100, 100",
    "-0.0, 0",
    "0, 0",
    "0.5, 0.5",
    "-2.50, -2.5",
    "0.1, 0.1000000000000000055511151231257827021181583404541015625",
    "9007199254740993, 9007199254740993"
  })
  void numbers_are_written_by_their_exact_value(String number, String text) {
    assertThat(CanonicalJson.text(CanonicalJson.normalized(json("[" + number + "]"))))
        .isEqualTo("[" + text + "]");
  }

  @Test
  void neither_order_nor_layout_nor_the_form_of_a_number_makes_another_key() {
    StepKey key = StepKey.of("learn", json("{\"a\": 1, \"b\": {\"c\": 2.0, \"d\": \"x\"}}"));
    StepKey same = StepKey.of("learn", json("{\"b\":{\"d\":\"x\",\"c\":2},\"a\":1.0}"));
    assertThat(same).isEqualTo(key).hasSameHashCodeAs(key);
  }

  @Test
  void a_float_is_the_double_of_its_value() {
    ObjectNode narrow = JsonNodeFactory.instance.objectNode().put("x", 0.1f);
    ObjectNode wide = JsonNodeFactory.instance.objectNode().put("x", (double) 0.1f);
    assertThat(StepKey.of("learn", narrow)).isEqualTo(StepKey.of("learn", wide));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"a\": 1}", "{\"a\": 2}", "{\"a\": \"1\"}", "{\"b\": 1}", "{}", "{\"a\": [1]}"})
  void whatever_differs_makes_another_key(String inputs) {
    assertThat(StepKey.of("learn", json(inputs)))
        .isNotEqualTo(StepKey.of("select", json(inputs)))
        .isNotEqualTo(StepKey.of("learn", json("{\"a\": 0}")));
    assertThat(StepKey.of("learn", json("{\"a\": 1}")).equals(StepKey.of("learn", json(inputs))))
        .isEqualTo(inputs.equals("{\"a\": 1}"));
  }

  @Test
  void a_key_keeps_its_inputs_whatever_happens_to_the_object_it_was_made_of() {
    ObjectNode inputs = JsonNodeFactory.instance.objectNode().put("z", 1).put("a", 2);
    StepKey key = StepKey.of("learn", inputs);
    inputs.put("z", 3);
    ((ObjectNode) key.inputs()).put("a", 4);
    assertThat(key.inputs().toString()).isEqualTo("{\"a\":2,\"z\":1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Learn", "-learn", "le arn", "../learn", "1learn"})
  void a_kind_that_is_no_name_is_refused(String kind) {
    assertThatThrownBy(() -> StepKey.of(kind, new TreeMap<>()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kind");
  }

  @Test
  void inputs_that_json_cannot_say_exactly_are_refused() {
    ObjectNode inputs = JsonNodeFactory.instance.objectNode();
    assertRefused(inputs.deepCopy().put("x", Double.NaN), "finite double");
    assertRefused(inputs.deepCopy().put("x", Double.POSITIVE_INFINITY), "finite double");
    assertRefused(inputs.deepCopy().put("x", new BigDecimal("0.1")), "finite double");
    assertRefused(inputs.deepCopy().put("x", new byte[] {1}), "BINARY");
    assertRefused(inputs.deepCopy().put("x", "\uD83D"), "half a character");
    assertRefused(inputs.deepCopy().put("\uDE00", "x"), "half a character");
    assertRefused(JsonNodeFactory.instance.arrayNode(), "ARRAY, must be a JSON object");
  }

  private static void assertRefused(JsonNode inputs, String message) {
    assertThatThrownBy(() -> StepKey.of("learn", inputs))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
