package org.pulsebench.model.config;

/** How one part of a model takes part in training. */
public enum PartMode {
  /** Not trained; its weights are shared and stay in the model's precision. */
  FROZEN,
  /**
   * Frozen, with {@code float32} low-rank updates on the linear modules that are targeted (never
   * the output head).
   */
  LORA,
  /**
   * Every parameter of the part that the output depends on is trained, in {@code float32}, as a
   * copy of the base's.
   */
  FULL
}
