package org.pulsebench.data;

import java.util.Objects;

/**
 * A sentence with a blank, which is two or more underscores.
 *
 * @param truth what fills the blank
 */
public record ClozeQuestion(String id, Modality modality, String text, String truth)
    implements Question {

  public ClozeQuestion {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(modality, "modality");
    Objects.requireNonNull(text, "text");
    Objects.requireNonNull(truth, "truth");
  }
}
