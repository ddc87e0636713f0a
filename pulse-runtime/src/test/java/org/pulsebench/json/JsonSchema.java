package org.pulsebench.json;

import static org.pulsebench.Checks.require;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * As much of JSON Schema (draft 2020-12) as our schemas use.
 *
 * <p>A keyword that is not known here is refused when the schema is read, wherever it stands, so
 * that nothing in a schema goes unchecked.
 */
public final class JsonSchema {

  private static final Map<String, Predicate<JsonNode>> TYPES =
      Map.of(
          "object", JsonNode::isObject,
          "array", JsonNode::isArray,
          "string", JsonNode::isTextual,
          "boolean", JsonNode::isBoolean,
          "number", JsonNode::isNumber,
          "integer", JsonNode::isIntegralNumber);

  private final JsonNode root;

  private JsonSchema(JsonNode root) {
    this.root = root;
  }

  /**
   * Reads a schema.
   *
   * @throws IllegalArgumentException if it, or one within it, is not understood to the last word
   */
  public static JsonSchema of(JsonNode root) {
    JsonSchema schema = new JsonSchema(root);
    schema.read(root, "#");
    return schema;
  }

  /** Returns what is wrong with a document, each with its place; empty if nothing is. */
  public List<String> errors(JsonNode document) {
    List<String> errors = new ArrayList<>();
    check(root, document, "$", errors);
    return errors;
  }

  private void read(JsonNode schema, String where) {
    require(schema.isObject(), where, schema, "a schema");
    for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
      readKeyword(keyword.getKey(), keyword.getValue(), where + "/" + keyword.getKey());
    }
    JsonNode others = schema.path("additionalProperties");
    for (JsonNode name : schema.path("required")) {
      boolean allowed = schema.path("properties").has(name.textValue());
      require(allowed || !others.isBoolean(), where, "requiring " + name, "allowing it too");
    }
  }

  private void readKeyword(String keyword, JsonNode value, String where) {
    switch (keyword) {
      case "$schema", "title", "description", "pattern" ->
          require(value.isTextual(), where, value, "a text");
      case "const" -> {}
      case "type" -> require(TYPES.containsKey(value.asText()), where, value, "a type");
      case "minimum", "maximum", "exclusiveMinimum" ->
          require(value.isNumber(), where, value, "a number");
      case "minLength", "minItems" -> require(value.isInt(), where, value, "a whole number");
      case "enum", "required" -> require(!value.isEmpty(), where, value, "a list");
      case "$ref" ->
          require(referred(value).isObject(), where, value, "the place of a schema, from #/");
      case "items", "propertyNames" -> read(value, where);
      case "additionalProperties" -> {
        if (!value.isBoolean()) {
          read(value, where);
        }
      }
      case "oneOf" -> value.forEach(one -> read(one, where));
      case "properties", "$defs" ->
          value.properties().forEach(inner -> read(inner.getValue(), where + "/" + inner.getKey()));
      default -> throw new IllegalArgumentException(where + " is a keyword that is not known");
    }
  }

  private JsonNode referred(JsonNode reference) {
    return root.at(reference.textValue().replaceFirst("^#", ""));
  }

  private void check(JsonNode schema, JsonNode value, String where, List<String> errors) {
    for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
      JsonNode asked = keyword.getValue();
      if (value.isContainerNode()) {
        checkInner(schema, keyword.getKey(), asked, value, where, errors);
      }
      if (!holds(keyword.getKey(), asked, value)) {
        errors.add(where + " is " + value + ", against " + keyword.getKey() + " " + asked);
      } else if (keyword.getKey().equals("$ref")) {
        check(referred(asked), value, where, errors);
      }
    }
  }

  /** Returns whether a value keeps to a keyword that says nothing of what it holds. */
  private boolean holds(String keyword, JsonNode asked, JsonNode value) {
    return switch (keyword) {
      case "type" -> TYPES.get(asked.textValue()).test(value);
      case "const" -> value.equals(asked);
      case "enum" -> elements(asked).contains(value);
      case "pattern" ->
          !value.isTextual()
              || Pattern.compile(asked.textValue()).matcher(value.textValue()).find();
      case "minLength" -> !value.isTextual() || value.textValue().length() >= asked.intValue();
      case "minItems" -> !value.isArray() || value.size() >= asked.intValue();
      case "minimum" -> !value.isNumber() || compare(value, asked) >= 0;
      case "maximum" -> !value.isNumber() || compare(value, asked) <= 0;
      case "exclusiveMinimum" -> !value.isNumber() || compare(value, asked) > 0;
      case "oneOf" -> elements(asked).stream().filter(one -> fits(one, value)).count() == 1;
      default -> true;
    };
  }

  private void checkInner(
      JsonNode schema,
      String keyword,
      JsonNode asked,
      JsonNode value,
      String where,
      List<String> errors) {
    if (value.isArray()) {
      for (int i = 0; keyword.equals("items") && i < value.size(); i++) {
        check(asked, value.get(i), where + "[" + i + "]", errors);
      }
      return;
    }
    if (keyword.equals("required")) {
      elements(asked).stream()
          .filter(name -> !value.has(name.textValue()))
          .forEach(name -> errors.add(where + " lacks " + name));
    }
    for (Map.Entry<String, JsonNode> member : value.properties()) {
      String name = member.getKey();
      String inner = where + "." + name;
      boolean listed = schema.path("properties").has(name);
      if (keyword.equals("properties") && listed) {
        check(asked.get(name), member.getValue(), inner, errors);
      } else if (keyword.equals("propertyNames")) {
        check(asked, TextNode.valueOf(name), inner + ", its name,", errors);
      } else if (keyword.equals("additionalProperties") && !listed && asked.isObject()) {
        check(asked, member.getValue(), inner, errors);
      } else if (keyword.equals("additionalProperties") && !listed && !asked.booleanValue()) {
        errors.add(inner + " is not known");
      }
    }
  }

  private boolean fits(JsonNode schema, JsonNode value) {
    List<String> errors = new ArrayList<>();
    check(schema, value, "$", errors);
    return errors.isEmpty();
  }

  private static int compare(JsonNode value, JsonNode limit) {
    return value.decimalValue().compareTo(limit.decimalValue());
  }

  private static List<JsonNode> elements(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).toList();
  }
}
