package org.pulsebench.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;

/**
 * Typed access to the fields of one JSON object; whatever it refuses, it names by file and full
 * field path.
 *
 * <p>Values are never converted: {@code "32"}, {@code 32.0} and {@code true} are not whole numbers.
 */
final class JsonFields {

  private final JsonNode object;
  private final Path file;
  private final String prefix;

  private JsonFields(JsonNode object, Path file, String prefix) {
    this.object = object;
    this.file = file;
    this.prefix = prefix;
  }

  static JsonFields root(JsonNode content, Path file) {
    if (!content.isObject()) {
      throw new BadInputException(
          new Problem(
              "Configuration is not a JSON object",
              file.toString(),
              content.isMissingNode() ? "an empty file" : describe(content),
              "an object in braces",
              "Fetch the file again."));
    }
    return new JsonFields(content, file, "");
  }

  /** An absent or null field gives an empty object, whose fields then all take their defaults. */
  JsonFields object(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return new JsonFields(JsonNodeFactory.instance.objectNode(), file, prefix + name + ".");
    }
    if (!value.isObject()) {
      throw bad(name, describe(value), "an object in braces");
    }
    return new JsonFields(value, file, prefix + name + ".");
  }

  /** Whether the field is there with a value other than null. */
  boolean has(String name) {
    return object.hasNonNull(name);
  }

  boolean isNull(String name) {
    return object.path(name).isNull();
  }

  boolean isEmpty() {
    return object.isEmpty();
  }

  boolean holdsObjects() {
    return object.properties().stream().anyMatch(field -> field.getValue().isObject());
  }

  JsonNode get(String name) {
    return object.path(name);
  }

  int wholeNumber(String name, int min, int max) {
    JsonNode value = object.path(name);
    boolean fits = value.isIntegralNumber() && value.canConvertToInt();
    if (!fits || value.intValue() < min || value.intValue() > max) {
      throw bad(
          name,
          describe(value),
          min == max ? "the number " + min : "a whole number from " + min + " to " + max);
    }
    return value.intValue();
  }

  int wholeNumber(String name, int min, int max, int absent) {
    return object.has(name) ? wholeNumber(name, min, max) : absent;
  }

  double number(String name, double min, String expected) {
    JsonNode value = object.path(name);
    double number = value.doubleValue();
    if (!value.isNumber() || !Double.isFinite(number) || number < min) {
      throw bad(name, describe(value), expected);
    }
    return number;
  }

  double positiveNumber(String name, double absent) {
    return object.has(name) ? number(name, Double.MIN_VALUE, "a positive number") : absent;
  }

  boolean flag(String name, boolean absent) {
    JsonNode value = object.path(name);
    if (value.isMissingNode()) {
      return absent;
    }
    if (!value.isBoolean()) {
      throw bad(name, describe(value), "true or false");
    }
    return value.booleanValue();
  }

  Optional<String> text(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw bad(name, describe(value), "a text");
    }
    return Optional.of(value.textValue());
  }

  BadInputException bad(String name, String found, String expected) {
    return bad(
        name, found, expected, "Correct the field, or fetch the checkpoint's own file again.");
  }

  BadInputException bad(String name, String found, String expected, String remedy) {
    return new BadInputException(
        new Problem(
            "Model configuration has a value that cannot be used",
            file + ", field " + prefix + name,
            found,
            expected,
            remedy));
  }

  private static String describe(JsonNode value) {
    return switch (value.getNodeType()) {
      case MISSING -> "no such field";
      case NULL -> "null";
      case NUMBER, BOOLEAN -> value.toString();
      case STRING -> "the text " + value;
      default -> "a JSON " + value.getNodeType().name().toLowerCase(Locale.ROOT);
    };
  }

  String describeValue(String name) {
    return describe(object.path(name));
  }
}
