package org.pulsebench.model;

import java.util.Optional;
import org.pulsebench.tensor.Tensor;

/** Where the layers get their weights from: a frozen base, with or without an adapter on top. */
interface ParameterSource {

  /**
   * Returns a parameter under its canonical name: the trained copy where there is one, otherwise
   * the base's.
   */
  Tensor parameter(String name);

  /** Returns the low-rank update of a linear module, if it has one. */
  Optional<LoraWeights> lora(String module);

  /** Returns whether any parameter whose name starts with the prefix can change in training. */
  boolean trains(String prefix);
}
