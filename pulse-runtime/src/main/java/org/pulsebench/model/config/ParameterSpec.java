package org.pulsebench.model.config;

import ai.djl.ndarray.types.Shape;
import java.util.Objects;

/**
 * One parameter that a checkpoint of a given configuration holds.
 *
 * @param name canonical name: the module path in current transformers
 * @param shape as stored; linear weights are {@code [out, in]}
 * @param part the part of the model it belongs to
 * @param neededForFeatures false only for weights of the vision transformer behind the hidden state
 *     that the projector reads: they count as parameters, and a loader may leave them unread
 */
public record ParameterSpec(String name, Shape shape, Part part, boolean neededForFeatures) {

  public ParameterSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(shape, "shape");
    Objects.requireNonNull(part, "part");
  }

  /** Returns the number of elements. */
  public long size() {
    return shape.size();
  }
}
