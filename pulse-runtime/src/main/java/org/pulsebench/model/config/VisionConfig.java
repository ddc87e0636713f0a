package org.pulsebench.model.config;

import java.util.Objects;
import org.pulsebench.Checks;

/**
 * The shape of a CLIP vision transformer.
 *
 * @param hiddenSize width of the residual stream, a multiple of {@code heads}
 * @param intermediateSize width of the feed-forward network
 * @param layers number of encoder layers in the checkpoint
 * @param heads number of attention heads
 * @param imageSize side of the square input in pixels
 * @param patchSize side of a square patch in pixels; pixels beyond the last whole patch are not
 *     seen
 * @param channels colour channels, always {@value #CHANNELS}
 * @param layerNormEpsilon term under the root of LayerNorm
 * @param activation the feed-forward network's non-linearity
 */
public record VisionConfig(
    int hiddenSize,
    int intermediateSize,
    int layers,
    int heads,
    int imageSize,
    int patchSize,
    int channels,
    double layerNormEpsilon,
    Activation activation) {

  /** Red, green and blue: the only input that the image processor makes. */
  public static final int CHANNELS = 3;

  public VisionConfig {
    Checks.positive(hiddenSize, "hiddenSize");
    Checks.positive(intermediateSize, "intermediateSize");
    Checks.positive(layers, "layers");
    Checks.positive(heads, "heads");
    Checks.positive(imageSize, "imageSize");
    Checks.positive(patchSize, "patchSize");
    Checks.require(hiddenSize % heads == 0, "hiddenSize", hiddenSize, "a multiple of heads");
    Checks.require(patchSize <= imageSize, "patchSize", patchSize, "at most imageSize");
    Checks.require(channels == CHANNELS, "channels", channels, String.valueOf(CHANNELS));
    Checks.require(layerNormEpsilon > 0, "layerNormEpsilon", layerNormEpsilon, "positive");
    Objects.requireNonNull(activation, "activation");
  }

  /** Returns the number of patches of one image. */
  public int patches() {
    int side = imageSize / patchSize;
    return Math.multiplyExact(side, side);
  }

  /** Returns the length of the transformer's sequence: the class token and the patches. */
  public int positions() {
    return patches() + 1;
  }
}
