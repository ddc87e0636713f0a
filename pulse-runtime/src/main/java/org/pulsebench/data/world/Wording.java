package org.pulsebench.data.world;

import java.util.List;

/** Two sets of phrasings without a sentence in common, made from the same words. */
public enum Wording {
  /** What a model may be trained on. */
  TRAINING("Look at the picture.", "Look closely at the image.", "This is a drawn picture."),

  /** What a model is asked in the exam. */
  EXAM("Look at the image.", "Look closely at the picture.");

  private final List<String> hints;

  Wording(String... hints) {
    this.hints = List.of(hints);
  }

  /** Returns the hints, none of which helps with any question. */
  List<String> hints() {
    return hints;
  }
}
