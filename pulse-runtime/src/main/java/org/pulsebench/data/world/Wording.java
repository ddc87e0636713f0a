package org.pulsebench.data.world;

import java.util.List;

/** Which phrasings a question is put in: a model is never tested with the words it learnt. */
public enum Wording {
  /** The phrasings of training data. */
  TRAINING("this person", "the person in the picture", "the person shown here"),

  /** The phrasings of the published questions: of exams, and of profiles. */
  EXAM("the person in this picture", "the person shown in the picture");

  private final List<String> portrayed;

  Wording(String... portrayed) {
    this.portrayed = List.of(portrayed);
  }

  /** Returns words for the person in a picture; no question with a picture gives the name. */
  public List<String> portrayed() {
    return portrayed;
  }
}
