package org.pulsebench.data;

/** What a question is asked with. */
public enum Modality {
  /** An image and text; the text does not name the subject. */
  MULTIMODAL,

  /** Text alone, which names the subject. */
  TEXT
}
