package org.pulsebench.data.world;

/** Which phrasings a question is put in: a model is never tested with the words it learnt. */
public enum Wording {
  /** The phrasings of training data. */
  TRAINING,

  /** The phrasings of the published questions: of exams, and of profiles. */
  EXAM
}
