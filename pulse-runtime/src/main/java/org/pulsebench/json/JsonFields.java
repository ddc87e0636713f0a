package org.pulsebench.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pulsebench.BadInputException;
import org.pulsebench.NearNames;
import org.pulsebench.Problem;

/**
 * Typed access to the fields of one JSON object; whatever it refuses, with a {@link
 * BadInputException}, it names by file and full field path.
 *
 * <p>Values are never converted: {@code "32"}, {@code 32.0} and {@code true} are not whole numbers.
 * Null is a value like any other unless a method says otherwise.
 */
public final class JsonFields {

  private static final int SHOWN_CHARACTERS = 80;

  private final JsonNode object;
  private final String source;
  private final String prefix;

  private JsonFields(JsonNode object, String source, String prefix) {
    this.object = object;
    this.source = source;
    this.prefix = prefix;
  }

  /**
   * Reads the object that a file holds.
   *
   * @throws BadInputException if the file is missing or is not one JSON object
   * @throws org.pulsebench.EnvironmentException if it exists and cannot be read
   */
  public static JsonFields read(Path file) {
    return root(JsonFile.read(file), file);
  }

  /**
   * Gives access to an object that was read from a file.
   *
   * @throws BadInputException if the content is not an object
   */
  public static JsonFields root(JsonNode content, Path file) {
    return root(content, file.toString());
  }

  /**
   * Gives access to an object from any source.
   *
   * @param source what messages call the place that the content came from
   * @throws BadInputException if the content is not an object
   */
  public static JsonFields root(JsonNode content, String source) {
    if (!content.isObject()) {
      throw new BadInputException(
          new Problem(
              "File is not a JSON object",
              source,
              content.isMissingNode() ? "an empty file" : shown(content),
              "one JSON object",
              "Fetch the file again."));
    }
    return new JsonFields(content, source, "");
  }

  /** Returns the same fields without those that are null, for formats in which null is absence. */
  public JsonFields withoutNulls() {
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!field.getValue().isNull()) {
        kept.set(field.getKey(), field.getValue());
      }
    }
    return new JsonFields(kept, source, prefix);
  }

  /** Returns the names of all fields in the file's order, null ones included. */
  public List<String> names() {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  /**
   * Returns the fields of an inner object; an absent or null one has no fields, which then all take
   * their defaults.
   */
  public JsonFields object(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return new JsonFields(JsonNodeFactory.instance.objectNode(), source, prefix + name + ".");
    }
    if (!value.isObject()) {
      throw bad(name, shown(value), "an object in braces");
    }
    return new JsonFields(value, source, prefix + name + ".");
  }

  /** Returns the fields of an inner object that has to be there. */
  public JsonFields requiredObject(String name) {
    if (!has(name)) {
      throw bad(name, object.path(name), "an object in braces");
    }
    return object(name);
  }

  /** Returns the inner objects of a list that has to be there, in its order. */
  public List<JsonFields> objects(String name) {
    JsonNode list = object.path(name);
    if (!list.isArray()) {
      throw bad(name, list, "a list of objects");
    }
    List<JsonFields> objects = new ArrayList<>();
    for (JsonNode one : list) {
      String place = name + "[" + objects.size() + "]";
      if (!one.isObject()) {
        throw bad(place, one, "an object in braces");
      }
      objects.add(new JsonFields(one, source, prefix + place + "."));
    }
    return List.copyOf(objects);
  }

  /** Returns whether the field is there with a value other than null. */
  public boolean has(String name) {
    return object.hasNonNull(name);
  }

  /** Returns whether the field is there with the value null. */
  public boolean isNull(String name) {
    return object.path(name).isNull();
  }

  /** Returns whether there is no field at all. */
  public boolean isEmpty() {
    return object.isEmpty();
  }

  /** Returns whether any field is itself an object. */
  public boolean holdsObjects() {
    return object.properties().stream().anyMatch(field -> field.getValue().isObject());
  }

  /** Returns the field as it is; a missing node if it is absent. */
  public JsonNode get(String name) {
    return object.path(name);
  }

  /** Returns a field that has to be a whole number from {@code min} to {@code max}. */
  public int wholeNumber(String name, int min, int max) {
    JsonNode value = object.path(name);
    boolean fits = value.isIntegralNumber() && value.canConvertToInt();
    if (!fits || value.intValue() < min || value.intValue() > max) {
      throw bad(
          name,
          shown(value),
          min == max ? "the number " + min : "a whole number from " + min + " to " + max);
    }
    return value.intValue();
  }

  /** Returns the same, or {@code absent} if the field is absent. */
  public int wholeNumber(String name, int min, int max, int absent) {
    return object.has(name) ? wholeNumber(name, min, max) : absent;
  }

  /** Returns a field that has to be a whole number of at least 0. */
  public long count(String name) {
    JsonNode value = object.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw bad(name, shown(value), "a whole number of at least 0");
    }
    return value.longValue();
  }

  /**
   * Returns a field that has to be a finite number of at least {@code min}.
   *
   * @param expected what a message says instead of those words
   */
  public double number(String name, double min, String expected) {
    JsonNode value = object.path(name);
    double number = value.doubleValue();
    if (!value.isNumber() || !Double.isFinite(number) || number < min) {
      throw bad(name, shown(value), expected);
    }
    return number;
  }

  /** Returns a finite number over 0, or {@code absent} if the field is absent. */
  public double positiveNumber(String name, double absent) {
    return object.has(name) ? number(name, Double.MIN_VALUE, "a positive number") : absent;
  }

  /** Returns a truth value, or {@code absent} if the field is absent. */
  public boolean flag(String name, boolean absent) {
    JsonNode value = object.path(name);
    if (value.isMissingNode()) {
      return absent;
    }
    if (!value.isBoolean()) {
      throw bad(name, shown(value), "true or false");
    }
    return value.booleanValue();
  }

  /** Returns a truth value that has to be there. */
  public boolean requiredFlag(String name) {
    if (!has(name)) {
      throw bad(name, object.path(name), "true or false");
    }
    return flag(name, false);
  }

  /** Returns a text, or nothing if the field is absent. */
  public Optional<String> text(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw bad(name, shown(value), "a text");
    }
    return Optional.of(value.textValue());
  }

  /** Returns a text that has to be there. */
  public String requiredText(String name) {
    return text(name).orElseThrow(() -> bad(name, object.path(name), "a text"));
  }

  /** Returns a time in ISO 8601 that has to be there. */
  public Instant time(String name) {
    String text = requiredText(name);
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new BadInputException(bad(name, text, "a time in ISO 8601").problem(), e);
    }
  }

  /**
   * Returns the one of some values that the field names.
   *
   * @param word what each is called in the file
   */
  public <T> T choice(String name, List<T> values, Function<T, String> word) {
    String found = requiredText(name);
    return values.stream()
        .filter(value -> word.apply(value).equals(found))
        .findFirst()
        .orElseThrow(
            () -> bad(name, found, NearNames.expected(found, values.stream().map(word).toList())));
  }

  /** Returns a list of texts, or nothing if the field is absent. */
  public Optional<List<String>> texts(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    value.forEach(text -> texts.add(text.textValue()));
    if (!value.isArray() || texts.contains(null)) {
      throw bad(name, shown(value), "a list of texts");
    }
    return Optional.of(List.copyOf(texts));
  }

  /** Returns a list of finite numbers, or nothing if the field is absent. */
  public Optional<List<Double>> numbers(String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    List<Double> numbers = new ArrayList<>();
    for (JsonNode number : value) {
      if (number.isNumber() && Double.isFinite(number.doubleValue())) {
        numbers.add(number.doubleValue());
      }
    }
    if (!value.isArray() || numbers.size() < value.size()) {
      throw bad(name, shown(value), "a list of numbers");
    }
    return Optional.of(List.copyOf(numbers));
  }

  /**
   * Requires that there are no other fields.
   *
   * @throws BadInputException if there is one; known names that come near it are given
   */
  public void requireOnly(List<String> known) {
    for (String name : names()) {
      if (!known.contains(name)) {
        throw new BadInputException(
            new Problem(
                "Field is not known",
                source + ", field " + prefix + name,
                "no field of that name",
                NearNames.expected(name, known),
                "Correct the name, or remove the field."));
      }
    }
  }

  /** Returns how messages show a field's value: as JSON, cut short where it is long. */
  public String describeValue(String name) {
    return shown(object.path(name));
  }

  /** Returns what messages call the place of a field. */
  public String where(String name) {
    return source + ", field " + prefix + name;
  }

  /** Returns the exception for a field, or a place below it, with a value that is not right. */
  public BadInputException bad(String name, JsonNode found, String expected) {
    return bad(name, shown(found), expected);
  }

  /** Returns the exception for a field with a value that is not right. */
  public BadInputException bad(String name, String found, String expected) {
    return bad(name, found, expected, "Correct the field, or fetch the file again.");
  }

  /** Returns the exception for a field with a value that is not right, and what to do about it. */
  public BadInputException bad(String name, String found, String expected, String remedy) {
    return new BadInputException(
        new Problem("Field has a value that cannot be used", where(name), found, expected, remedy));
  }

  private static String shown(JsonNode value) {
    String text = value.isMissingNode() ? "no such field" : value.toString();
    return text.length() <= SHOWN_CHARACTERS
        ? text
        : text.substring(0, SHOWN_CHARACTERS - 3) + "...";
  }
}
