package org.pulsebench.plugin.configuration;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Function;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;

/** The low-rank update (LoRA) by which the language model is trained. */
public final class LoraConfiguration {

  /** Its rank ({@code pulse.lora.rank}), at least 1; 32 for {@code mini}, otherwise 16. */
  private Integer rank;

  /**
   * Its scale times the rank ({@code pulse.lora.alpha}), above 0; 64 for {@code mini}, otherwise
   * 16.
   */
  private Double alpha;

  /** Returns the field {@code lora} of the experiment file, if anything is given. */
  Optional<ObjectNode> json(PropertyLookup properties) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    value(rank, "rank", properties, Integer::valueOf).ifPresent(value -> json.put("rank", value));
    value(alpha, "alpha", properties, Double::valueOf).ifPresent(value -> json.put("alpha", value));
    return json.isEmpty() ? Optional.empty() : Optional.of(json);
  }

  private static <T> Optional<T> value(
      T given, String element, PropertyLookup properties, Function<String, T> parse) {
    String property = "pulse.lora." + element;
    return properties
        .value(property)
        .map(text -> parsed(text, property, parse))
        .or(() -> Optional.ofNullable(given));
  }

  private static <T> T parsed(String text, String property, Function<String, T> parse) {
    try {
      return parse.apply(text.trim());
    } catch (NumberFormatException e) {
      throw new BadInputException(
          new Problem(
              "A value is no number", "-D" + property, text, "a number", "Correct the value."),
          e);
    }
  }
}
