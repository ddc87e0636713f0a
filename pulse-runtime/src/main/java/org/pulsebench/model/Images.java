package org.pulsebench.model;

import org.pulsebench.tensor.Tensor;

/**
 * The images of a batch at one of three stages, so that what is frozen needs to be computed only
 * once.
 */
public sealed interface Images {

  /**
   * Images as the processor makes them.
   *
   * @param values {@code [images, 3, imageSize, imageSize] float32}
   */
  record Pixels(Tensor values) implements Images {}

  /**
   * Images that a frozen vision tower has gone over, see {@link LlavaModel#visionFeatures}.
   *
   * @param values {@code [images, imageTokens, visionHidden]}
   */
  record VisionFeatures(Tensor values) implements Images {}

  /**
   * Images that a frozen projector has gone over too, see {@link LlavaModel#imageFeatures}.
   *
   * @param values {@code [images, imageTokens, hidden]}
   */
  record ImageFeatures(Tensor values) implements Images {}

  /** Returns the tensor of whichever stage this is. */
  Tensor values();

  /** Returns the number of images. */
  default int count() {
    return (int) values().shape().get(0);
  }
}
