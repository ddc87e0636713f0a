package org.pulsebench.data;

/** One prompt about a subject, with its answer. */
public sealed interface Question permits ChoiceQuestion, GenerationQuestion, ClozeQuestion {

  /** Returns the name of the question, unique within its corpus or exam. */
  String id();

  /** Returns what it is asked with. */
  Modality modality();

  /** Returns the question as it was published. */
  String text();
}
