package org.pulsebench.model.config;

import org.pulsebench.json.JsonFields;

/**
 * Rotary embedding fields in both spellings: {@code rope_theta} beside {@code rope_scaling}, and
 * the {@code rope_parameters} of transformers 5 that holds both.
 */
final class RopeReader {

  private static final double DEFAULT_THETA = 10000;
  private static final double MIN_FACTOR = 1;

  private RopeReader() {}

  static double theta(JsonFields decoder) {
    JsonFields rope = parameters(decoder);
    return rope.get("rope_theta").isMissingNode()
        ? decoder.positiveNumber("rope_theta", DEFAULT_THETA)
        : rope.positiveNumber("rope_theta", DEFAULT_THETA);
  }

  static RopeScaling scaling(JsonFields decoder, int maxPositions, int maxSize) {
    JsonFields rope = parameters(decoder);
    for (JsonFields fields : new JsonFields[] {decoder, rope}) {
      if (fields.has("partial_rotary_factor")
          && fields.number("partial_rotary_factor", 0, "1, a number") != 1) {
        throw fields.bad(
            "partial_rotary_factor",
            fields.describeValue("partial_rotary_factor"),
            "1, as rotary embedding covers whole heads");
      }
    }
    String field = rope.has("rope_type") || !rope.has("type") ? "rope_type" : "type";
    String type = rope.text(field).orElse("default");
    return switch (type) {
      case "default" -> new RopeScaling.None();
      case "linear" -> new RopeScaling.Linear(factor(rope));
      case "llama3" -> llama3(decoder, rope, maxPositions, maxSize);
      default ->
          throw rope.bad(
              field,
              '"' + type + '"',
              "one of default, linear, llama3",
              "Use a checkpoint whose rotary embedding is one of those.");
    };
  }

  private static RopeScaling llama3(
      JsonFields decoder, JsonFields rope, int maxPositions, int maxSize) {
    double low = rope.number("low_freq_factor", Double.MIN_VALUE, "a positive number");
    double high =
        rope.number("high_freq_factor", Math.nextUp(low), "a number above low_freq_factor");
    String original = "original_max_position_embeddings";
    // transformers lets the field of the decoder, where there is one, overrule that of the rope
    // object.
    JsonFields holder = decoder.has(original) ? decoder : rope;
    return new RopeScaling.Llama3(
        factor(rope), low, high, holder.wholeNumber(original, 1, maxSize, maxPositions));
  }

  private static double factor(JsonFields rope) {
    return rope.number("factor", MIN_FACTOR, "a number of at least 1");
  }

  private static JsonFields parameters(JsonFields decoder) {
    JsonFields scaling = decoder.object("rope_scaling");
    JsonFields rope = scaling.isEmpty() ? decoder.object("rope_parameters") : scaling;
    if (rope.holdsObjects()) {
      throw decoder.bad(
          scaling.isEmpty() ? "rope_parameters" : "rope_scaling",
          "parameters that differ between layers",
          "one set for all layers");
    }
    return rope;
  }
}
