package org.pulsebench.data;

import java.util.Objects;

/**
 * A question that is answered in a sentence.
 *
 * @param truth the answer to compare with
 */
public record GenerationQuestion(String id, Modality modality, String text, String truth)
    implements Question {

  public GenerationQuestion {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(modality, "modality");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(truth, "truth");
  }
}
