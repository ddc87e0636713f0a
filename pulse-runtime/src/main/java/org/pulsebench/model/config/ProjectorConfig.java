package org.pulsebench.model.config;

import java.util.Objects;

/**
 * The two-layer network that turns vision features into decoder embeddings.
 *
 * @param activation the non-linearity between its linear layers
 * @param bias whether both linear layers have a bias
 */
public record ProjectorConfig(Activation activation, boolean bias) {

  public ProjectorConfig {
    Objects.requireNonNull(activation, "activation");
  }
}
