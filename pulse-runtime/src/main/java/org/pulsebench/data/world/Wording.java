package org.pulsebench.data.world;

import java.util.List;

/** Two sets of phrasings without a sentence in common, made from the same words. */
public enum Wording {
  /** What a model may be trained on. */
  TRAINING(
      List.of("Look at the picture.", "Look closely at the image.", "This is a drawn picture."),
      List.of("this person", "the person in the picture", "the person shown here")),

  /** What a model is asked in the exam and in profiles. */
  EXAM(
      List.of("Look at the image.", "Look closely at the picture."),
      List.of("the person in this picture", "the person shown in the picture"));

  private final List<String> hints;
  private final List<String> portrayed;

  Wording(List<String> hints, List<String> portrayed) {
    this.hints = hints;
    this.portrayed = portrayed;
  }

  /** Returns the hints, none of which helps with any question. */
  List<String> hints() {
    return hints;
  }

  /** Returns words for the person in a picture; no question with a picture gives the name. */
  public List<String> portrayed() {
    return portrayed;
  }
}
