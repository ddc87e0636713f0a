package org.pulsebench.protocol;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.pulsebench.BadInputException;
import org.pulsebench.Checks;
import org.pulsebench.NearNames;
import org.pulsebench.Problem;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.PartMode;

/**
 * The parts of a model that unlearning may change; all others stay as they are, bit for bit.
 *
 * @param parts at least one
 */
public record TrainedParts(Set<Part> parts) {

  /** Projector and language model: the paper's usual choice. */
  public static final TrainedParts PROJECTOR_AND_LLM =
      new TrainedParts(EnumSet.of(Part.PROJECTOR, Part.LANGUAGE));

  /** The language model alone, with which the paper compares. */
  public static final TrainedParts LLM = new TrainedParts(EnumSet.of(Part.LANGUAGE));

  private static final Map<Part, String> WORDS =
      Map.of(Part.VISION, "vision", Part.PROJECTOR, "projector", Part.LANGUAGE, "llm");

  public TrainedParts {
    Checks.require(!parts.isEmpty(), "parts", parts, "at least one");
    // Sorted, so that the id does not depend on how the set was made.
    parts = Collections.unmodifiableSet(EnumSet.copyOf(parts));
  }

  /**
   * Returns the parts that an id names: {@code vision}, {@code projector} and {@code llm}, joined
   * by {@code +} in any order.
   *
   * @throws BadInputException if it names none, an unknown one, or one twice
   */
  public static TrainedParts of(String id) {
    EnumSet<Part> parts = EnumSet.noneOf(Part.class);
    for (String word : id.split("\\+", -1)) {
      if (!parts.add(part(id, word.strip()))) {
        throw bad(id, word.strip() + " twice", "each part once");
      }
    }
    return new TrainedParts(parts);
  }

  /** Returns the name in options and files, for instance {@code projector+llm}. */
  public String id() {
    return parts.stream().map(WORDS::get).collect(Collectors.joining("+"));
  }

  /**
   * Returns how each part takes part in training.
   *
   * <p>Vision tower and language model get low-rank updates; the projector, two small layers, is
   * trained in full, as in LLaVA's own fine-tuning with LoRA. The PULSE paper does not say how it
   * trains the projector.
   */
  public AdapterPlan plan(LoraSettings lora) {
    Map<Part, PartMode> modes = new EnumMap<>(Part.class);
    for (Part part : parts) {
      modes.put(part, part == Part.PROJECTOR ? PartMode.FULL : PartMode.LORA);
    }
    return new AdapterPlan(modes, lora);
  }

  private static Part part(String id, String word) {
    return Arrays.stream(Part.values())
        .filter(part -> WORDS.get(part).equals(word))
        .findFirst()
        .orElseThrow(
            () -> bad(id, word.isEmpty() ? "no name" : word, NearNames.expected(word, words())));
  }

  private static List<String> words() {
    return Arrays.stream(Part.values()).map(WORDS::get).toList();
  }

  private static BadInputException bad(String id, String found, String expected) {
    return new BadInputException(
        new Problem(
            "Trained parts are not known",
            "\"" + id + "\"",
            found,
            expected,
            "Name parts and join them by +, for instance projector+llm."));
  }

  @Override
  public String toString() {
    return id();
  }
}
