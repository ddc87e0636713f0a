package org.pulsebench.model;

import org.pulsebench.model.config.DecoderConfig;
import org.pulsebench.model.config.RopeScaling;

/**
 * Rotary position embedding (arXiv 2104.09864): tables of cosines and sines by position.
 *
 * <p>Computed in {@code float32} where transformers does so, so that angles round alike at late
 * positions. The first half of a sine row carries a minus sign: turning a vector is then {@code x *
 * cos + roll(x) * sin}.
 */
final class Rotary {

  private final float[] inverseFrequencies;

  Rotary(DecoderConfig config) {
    inverseFrequencies = new float[config.headDim() / 2];
    for (int i = 0; i < inverseFrequencies.length; i++) {
      float exponent = 2f * i / config.headDim();
      inverseFrequencies[i] =
          scaled(1f / (float) Math.pow(config.ropeTheta(), exponent), config.ropeScaling());
    }
  }

  /**
   * Returns the cosines of the first positions, {@code [positions, headDim]} in row-major order.
   */
  float[] cosines(int positions) {
    int half = inverseFrequencies.length;
    float[] table = new float[positions * 2 * half];
    for (int row = 0; row < positions; row++) {
      for (int i = 0; i < half; i++) {
        float cosine = (float) Math.cos(row * inverseFrequencies[i]);
        table[row * 2 * half + i] = cosine;
        table[row * 2 * half + half + i] = cosine;
      }
    }
    return table;
  }

  /**
   * Returns the signed sines of the first positions, {@code [positions, headDim]} in row-major
   * order.
   */
  float[] signedSines(int positions) {
    int half = inverseFrequencies.length;
    float[] table = new float[positions * 2 * half];
    for (int row = 0; row < positions; row++) {
      for (int i = 0; i < half; i++) {
        float sine = (float) Math.sin(row * inverseFrequencies[i]);
        table[row * 2 * half + i] = -sine;
        table[row * 2 * half + half + i] = sine;
      }
    }
    return table;
  }

  private static float scaled(float frequency, RopeScaling scaling) {
    if (scaling instanceof RopeScaling.Linear linear) {
      return (float) (frequency / linear.factor());
    }
    if (scaling instanceof RopeScaling.Llama3 llama3) {
      return blended(frequency, llama3);
    }
    return frequency;
  }

  /**
   * Llama 3.1: long waves are slowed down by the factor, short ones kept, those between mixed in
   * proportion.
   */
  private static float blended(float frequency, RopeScaling.Llama3 scaling) {
    double wavelength = 2 * Math.PI / frequency;
    double longest = scaling.originalMaxPositions() / scaling.lowFreqFactor();
    double shortest = scaling.originalMaxPositions() / scaling.highFreqFactor();
    if (wavelength > longest) {
      return (float) (frequency / scaling.factor());
    }
    if (wavelength < shortest) {
      return frequency;
    }
    double share =
        (scaling.originalMaxPositions() / wavelength - scaling.lowFreqFactor())
            / (scaling.highFreqFactor() - scaling.lowFreqFactor());
    return (float) ((1 - share) * frequency / scaling.factor() + share * frequency);
  }
}
