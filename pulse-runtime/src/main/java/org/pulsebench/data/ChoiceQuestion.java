package org.pulsebench.data;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.pulsebench.Checks;

/**
 * A question with lettered options, of which one is right.
 *
 * @param hint a text to be read before the question, as MMBench has for some
 * @param options the texts of A, B, C and so on; 2 to 26
 * @param correct the index of the right option; empty where the publisher keeps it back
 */
public record ChoiceQuestion(
    String id,
    Modality modality,
    Optional<String> hint,
    String text,
    List<String> options,
    OptionalInt correct)
    implements Question {

  public ChoiceQuestion {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(modality, "modality");
    Objects.requireNonNull(hint, "hint");
    Objects.requireNonNull(text, "text");
    options = List.copyOf(options);
    Checks.require(
        options.size() >= 2 && options.size() <= 26, "options", options.size(), "2 to 26");
    if (correct.isPresent()) {
      int index = correct.getAsInt();
      Checks.require(
          index >= 0 && index < options.size(), "correct", index, "the index of an option");
    }
  }

  /** Returns the letter of an option: A for 0. */
  public static char letter(int option) {
    return (char) ('A' + option);
  }
}
