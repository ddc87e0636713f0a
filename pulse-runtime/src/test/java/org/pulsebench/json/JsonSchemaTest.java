package org.pulsebench.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSchemaTest {

  /** Values that a schema allows and values that it does not, keyword by keyword. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type': 'object'}|{}|[]",
        "{'type': 'array'}|[]|{}",
        "{'type': 'string'}|'a'|1",
        "{'type': 'boolean'}|true|'true'",
        "{'type': 'number'}|1.5|'NaN'",
        "{'type': 'integer'}|1|1.5",
        "{'type': 'number'}|1|null",
        "{'const': 'a'}|'a'|'b'",
        "{'enum': ['a', 1]}|1|2",
        "{'pattern': '^[ab]+$'}|'ab'|'abc'",
        "{'minLength': 1}|'a'|''",
        "{'minimum': 0}|0|-0.1",
        "{'maximum': 1}|1|1.5",
        "{'exclusiveMinimum': 0}|0.1|0",
        "{'minItems': 1}|[1]|[]",
        "{'items': {'type': 'integer'}}|[1, 2]|[1, 'a']",
        "{'required': ['a']}|{'a': 1}|{'b': 1}",
        "{'properties': {'a': {'type': 'integer'}}}|{'a': 1, 'b': 'c'}|{'a': 'c'}",
        "{'properties': {'a': {}}, 'additionalProperties': false}|{'a': 1}|{'a': 1, 'b': 1}",
        "{'additionalProperties': {'type': 'integer'}}|{'a': 1}|{'a': 'b'}",
        "{'propertyNames': {'enum': ['a']}}|{'a': 1}|{'b': 1}",
        "{'oneOf': [{'type': 'string'}, {'minimum': 1}]}|1|0",
        "{'oneOf': [{'type': 'number'}, {'minimum': 1}]}|0|1",
        "{'$ref': '#/$defs/x', '$defs': {'x': {'const': 1}}}|1|2",
        "{'$ref': '#/$defs/x', 'minimum': 2, '$defs': {'x': {'type': 'integer'}}}|2|1",
        "{'properties': {'a': {'items': {'required': ['b']}}}}|{'a': [{'b': 1}]}|{'a': [{}]}"
      })
  void a_keyword_allows_one_value_and_not_another(String schema, String good, String bad) {
    JsonSchema read = JsonSchema.of(json(schema));
    assertThat(read.errors(json(good))).isEmpty();
    assertThat(read.errors(json(bad))).hasSize(1);
  }

  @Test
  void an_error_names_its_place() {
    JsonSchema schema =
        JsonSchema.of(
            json(
                "{'properties': {'a': {'items': {'type': 'object', 'required': ['b', 'c'],"
                    + " 'additionalProperties': false,"
                    + " 'properties': {'b': {'minimum': 1}, 'c': {}}}}}}"));
    assertThat(schema.errors(json("{'a': [{'b': 1, 'c': 1}, {'b': 0, 'd': 1}, 2]}")))
        .containsExactly(
            "$.a[1] lacks \"c\"",
            "$.a[1].d is not known",
            "$.a[1].b is 0, against minimum 1",
            "$.a[2] is 2, against type \"object\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'maxItems': 1}|#/maxItems is a keyword that is not known",
        "{'items': {'properties': {'a': {'format': 'date'}}}}"
            + "|#/items/properties/a/format is a keyword that is not known",
        "{'oneOf': [{'not': {}}]}|#/oneOf/not is a keyword that is not known",
        "{'$defs': {'x': {'typ': 'string'}}}|#/$defs/x/typ is a keyword that is not known",
        "{'type': 'text'}|#/type is \"text\", must be a type",
        "{'type': ['string', 'number']}|#/type is [\"string\",\"number\"], must be a type",
        "{'$ref': '#/$defs/y', '$defs': {'x': {}}}"
            + "|#/$ref is \"#/$defs/y\", must be the place of a schema, from #/",
        "{'required': ['b'], 'properties': {'a': {}}, 'additionalProperties': false}"
            + "|# is requiring \"b\", must be allowing it too",
        "{'items': 1}|#/items is 1, must be a schema"
      })
  void a_schema_that_is_not_understood_to_the_last_word_is_refused(String schema, String message) {
    assertThatThrownBy(() -> JsonSchema.of(json(schema)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static JsonNode json(String text) {
    return JsonFile.parse(text.replace('\'', '"'), Path.of("test"));
  }
}
