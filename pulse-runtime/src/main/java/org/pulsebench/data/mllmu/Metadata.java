package org.pulsebench.data.mllmu;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON text in the column {@code metadata}: a list of objects, each a pair to learn from. */
final class Metadata {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // Numbers of further fields are written back as they were read.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();

  private static final String COLUMN = Column.METADATA.title();

  private Metadata() {}

  static List<QuestionAnswer> parse(Row row, String text) {
    JsonNode content = json(row, row.text(COLUMN, text));
    if (!content.isArray() || content.isEmpty()) {
      throw row.bad(
          "Metadata holds no pairs", COLUMN, Row.shown(content), "a list of one or more objects");
    }
    List<QuestionAnswer> pairs = new ArrayList<>();
    for (JsonNode pair : content) {
      String place = COLUMN + "[" + (pairs.size() + 1) + "]";
      Map<String, JsonNode> extra = new LinkedHashMap<>();
      pair.properties().forEach(field -> extra.put(field.getKey(), field.getValue()));
      String question = text(row, place, pair, QuestionAnswer.QUESTION);
      String answer = text(row, place, pair, QuestionAnswer.ANSWER);
      extra.remove(QuestionAnswer.QUESTION);
      extra.remove(QuestionAnswer.ANSWER);
      pairs.add(new QuestionAnswer(question, answer, extra));
    }
    return pairs;
  }

  static String format(List<QuestionAnswer> pairs) {
    ArrayNode list = MAPPER.createArrayNode();
    for (QuestionAnswer pair : pairs) {
      ObjectNode object = list.addObject();
      object.put(QuestionAnswer.QUESTION, pair.question());
      object.put(QuestionAnswer.ANSWER, pair.answer());
      object.setAll(pair.extra());
    }
    return list.toString();
  }

  private static JsonNode json(Row row, String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw row.bad(
          "Metadata is not JSON", COLUMN, e.getOriginalMessage(), "JSON without repeated names", e);
    }
  }

  private static String text(Row row, String place, JsonNode pair, String name) {
    JsonNode value = pair.path(name);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw row.bad(
          "Metadata has no " + name,
          place,
          value.isMissingNode() ? Row.shown(pair) : name + " " + Row.shown(value),
          "an object with a text " + name);
    }
    return value.textValue();
  }
}
