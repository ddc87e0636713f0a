package org.pulsebench.report;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A number that a paper reports, in the words of this project's results.
 *
 * @param protocol such as {@code fine-tuned}
 * @param method such as {@code ga-klr}; empty for a state before any request, which all share
 * @param trainedParts such as {@code projector+llm}
 * @param set {@code unlearn}, {@code retain} or {@code exam}
 * @param modality {@code multimodal} or {@code text}; empty for both together
 * @param metric {@code accuracy}, or {@code derived} for the per cent forgotten or kept
 * @param requests after how many requests
 * @param value per cent
 * @param error by how many points the paper's own number may be another: half of the last printed
 *     digit, or how well a figure can be read
 * @param item the table or figure, such as {@code Table 3}
 */
public record PublishedValue(
    String protocol,
    Optional<String> method,
    String trainedParts,
    String set,
    Optional<String> modality,
    String metric,
    int requests,
    double value,
    double error,
    Reading reading,
    String item) {

  /** How a number was taken from a paper. */
  public enum Reading {
    /** It stands there. */
    PRINTED,

    /** It was measured in the picture of a figure. */
    DIGITISED,

    /** A text about the paper has it; the paper itself was not looked at. */
    QUOTED;

    /** Returns the word in files and messages. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public PublishedValue {
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(trainedParts, "trainedParts");
    Objects.requireNonNull(set, "set");
    Objects.requireNonNull(modality, "modality");
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(reading, "reading");
    Objects.requireNonNull(item, "item");
  }
}
