package org.pulsebench.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.pulsebench.json.JsonFields;

/** The kinds of single values that the results file has beside those of {@link JsonFields}. */
final class Scalars {

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final int MOST = Integer.MAX_VALUE;

  private Scalars() {}

  static String visible(JsonFields fields, String name) {
    String text = fields.requiredText(name);
    if (text.isBlank()) {
      throw fields.bad(name, fields.get(name), "a text that is not blank");
    }
    return text;
  }

  static String digest(JsonFields fields, String name) {
    String text = fields.requiredText(name);
    if (!DIGEST.matcher(text).matches()) {
      throw fields.bad(name, fields.get(name), "64 hexadecimal digits");
    }
    return text;
  }

  static int count(JsonFields fields, String name) {
    return fields.wholeNumber(name, 0, MOST);
  }

  static int positive(JsonFields fields, String name) {
    return fields.wholeNumber(name, 1, MOST);
  }

  static double seconds(JsonFields fields, String name) {
    return fields.number(name, 0, "a number of seconds");
  }

  /** Returns a finite number of any size. */
  static double number(JsonFields fields, String name) {
    return fields.number(name, Double.NEGATIVE_INFINITY, "a finite number");
  }

  static long seed(JsonFields fields, String name) {
    JsonNode value = fields.get(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw fields.bad(name, value, "a whole number");
    }
    return value.longValue();
  }

  static List<Long> seeds(JsonFields fields, String name) {
    List<Long> seeds = new ArrayList<>();
    for (JsonNode one : fields.get(name)) {
      if (one.isIntegralNumber() && one.canConvertToLong()) {
        seeds.add(one.longValue());
      }
    }
    JsonNode list = fields.get(name);
    if (!list.isArray() || seeds.isEmpty() || seeds.size() < list.size()) {
      throw fields.bad(name, list, "a list of whole numbers");
    }
    return List.copyOf(seeds);
  }

  /** Returns the word that the field holds, which has to be one of those. */
  static String word(JsonFields fields, String name, String... words) {
    return fields.choice(name, List.of(words), word -> word);
  }
}
