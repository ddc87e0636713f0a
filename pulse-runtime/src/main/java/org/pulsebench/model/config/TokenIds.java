package org.pulsebench.model.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.pulsebench.json.JsonFields;

/**
 * Reads token ids, each a number, a list or null as its field allows, and all within the
 * vocabulary.
 */
final class TokenIds {

  private TokenIds() {}

  static OptionalInt optional(JsonFields fields, String name, OptionalInt absent, int vocabSize) {
    if (fields.isNull(name)) {
      return OptionalInt.empty();
    }
    if (!fields.has(name)) {
      absent.ifPresent(id -> check(fields, name, id, vocabSize));
      return absent;
    }
    return OptionalInt.of(fields.wholeNumber(name, 0, vocabSize - 1));
  }

  /** Null in the field means none at all; an absent field means {@code absent}. */
  static List<Integer> list(JsonFields fields, String name, List<Integer> absent, int vocabSize) {
    if (fields.isNull(name)) {
      return List.of();
    }
    if (!fields.has(name)) {
      absent.forEach(id -> check(fields, name, id, vocabSize));
      return absent;
    }
    JsonNode value = fields.get(name);
    if (!value.isArray()) {
      return List.of(fields.wholeNumber(name, 0, vocabSize - 1));
    }
    List<Integer> ids = new ArrayList<>();
    for (JsonNode element : value) {
      if (!element.isIntegralNumber() || !element.canConvertToInt()) {
        throw fields.bad(name, element.toString(), "token ids, which are whole numbers");
      }
      check(fields, name, element.intValue(), vocabSize);
      ids.add(element.intValue());
    }
    return ids;
  }

  private static void check(JsonFields fields, String name, int id, int vocabSize) {
    if (id < 0 || id >= vocabSize) {
      throw fields.bad(
          name,
          id + (fields.has(name) ? "" : " (the default of an absent field)"),
          "a token id from 0 to " + (vocabSize - 1) + ", as vocab_size is " + vocabSize);
    }
  }
}
