package org.pulsebench.model;

import java.util.Optional;
import org.pulsebench.tensor.Scope;

/** Weights that nothing changes any more, for adapters to go on top of. */
sealed interface FrozenWeights extends ParameterSource, AutoCloseable
    permits BaseWeights, MergedWeights {

  /** Returns the scope that owns the weights. */
  Scope scope();

  /** Returns what identifies the weights, see {@link Fingerprint}. */
  String fingerprint();

  @Override
  default Optional<LoraWeights> lora(String module) {
    return Optional.empty();
  }

  @Override
  default boolean trains(String prefix) {
    return false;
  }

  @Override
  void close();
}
