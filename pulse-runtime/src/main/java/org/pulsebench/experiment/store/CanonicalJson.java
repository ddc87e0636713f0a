package org.pulsebench.experiment.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.pulsebench.Checks;

/**
 * One text for one JSON value, whatever wrote it.
 *
 * <p>The text is that of RFC 8785 (no blanks, names sorted by UTF-16 code units, few escapes) but
 * for numbers, which are written out exactly: {@code 1}, {@code 1.0} and {@code 1e0} are {@code 1},
 * and the double {@code 0.1} is all 55 decimals of its value. Java's own text of a double depends
 * on the version of Java, and RFC 8785 has none for whole numbers of 54 bits and more.
 */
final class CanonicalJson {

  private CanonicalJson() {}

  /**
   * Returns a copy with sorted names and with every fraction as a double.
   *
   * @throws IllegalArgumentException if the value holds what JSON cannot say or reading it back
   *     would change: NaN, an infinity, a decimal that is no double, half a surrogate pair
   */
  static JsonNode normalized(JsonNode value) {
    if (value.isObject()) {
      ObjectNode sorted = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> field : sortedFields(value).entrySet()) {
        sorted.set(checked(field.getKey()), normalized(field.getValue()));
      }
      return sorted;
    }
    if (value.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      value.forEach(element -> copy.add(normalized(element)));
      return copy;
    }
    if (value.isFloatingPointNumber()) {
      return new DoubleNode(exactDouble(value));
    }
    if (value.isTextual()) {
      checked(value.textValue());
    } else {
      boolean plain = value.isIntegralNumber() || value.isBoolean() || value.isNull();
      Checks.require(plain, "a key's input", value.getNodeType(), "a JSON value");
    }
    return value;
  }

  /** Returns the text of a value that is {@link #normalized}. */
  static String text(JsonNode normalized) {
    StringBuilder out = new StringBuilder();
    append(out, normalized);
    return out.toString();
  }

  private static void append(StringBuilder out, JsonNode value) {
    if (value.isObject()) {
      char separator = '{';
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        appendText(out.append(separator), field.getKey());
        append(out.append(':'), field.getValue());
        separator = ',';
      }
      out.append(value.isEmpty() ? "{}" : "}");
    } else if (value.isArray()) {
      char separator = '[';
      for (JsonNode element : value) {
        append(out.append(separator), element);
        separator = ',';
      }
      out.append(value.isEmpty() ? "[]" : "]");
    } else if (value.isTextual()) {
      appendText(out, value.textValue());
    } else if (value.isFloatingPointNumber()) {
      out.append(new BigDecimal(value.doubleValue()).stripTrailingZeros().toPlainString());
    } else {
      out.append(value.asText());
    }
  }

  private static void appendText(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < ' ') {
            out.append(c < 0x10 ? "\\u000" : "\\u00").append(Integer.toHexString(c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  private static double exactDouble(JsonNode number) {
    double value = number.doubleValue();
    boolean exact =
        Double.isFinite(value)
            && (!number.isBigDecimal()
                || new BigDecimal(value).compareTo(number.decimalValue()) == 0);
    Checks.require(exact, "a key's input", number, "a whole number, a finite double or a text");
    return value;
  }

  private static String checked(String text) {
    // A lone surrogate has no bytes in UTF-8: all of them would come out as the same "?".
    boolean lone = text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE);
    Checks.require(!lone, "a key's input", "a text with half a character", "Unicode text");
    return text;
  }

  private static Map<String, JsonNode> sortedFields(JsonNode object) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    object.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
    return sorted;
  }
}
