package org.pulsebench.protocol;

/** How a model came to know the people it is to unlearn. */
public enum Knowledge {
  /** They are fictitious, and taught to the model before anything is unlearnt. */
  FINE_TUNED("fine-tuned"),

  /** They are figures whom the model met in pre-training; nothing is taught. */
  PRE_TRAINED("pre-trained");

  private final String id;

  Knowledge(String id) {
    this.id = id;
  }

  /** Returns the name in options and files. */
  public String id() {
    return id;
  }
}
