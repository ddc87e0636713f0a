package org.pulsebench.model;

/** How one part of a model takes part in training. */
public sealed interface PartMode {

  /** Not trained; its weights are shared and stay in the model's precision. */
  record Frozen() implements PartMode {}

  /**
   * Frozen, with float32 low-rank adapters on all of the part's linear modules (the output head excepted).
   *
   * @param rank inner dimension of every adapter
   */
  record Lora(int rank) implements PartMode {
    public Lora {
      Checks.positive(rank, "rank");
    }
  }

  /** Every parameter of the part is trained, in float32. */
  record Full() implements PartMode {}
}
