package org.pulsebench.model.config;

import org.pulsebench.Checks;

/**
 * How a checkpoint stretches its rotary frequencies beyond the context it was pre-trained on.
 *
 * <p>The kinds whose frequencies depend on the sequence at hand or on per-dimension tables
 * (dynamic, yarn, longrope) have no type here: a configuration that asks for one is refused when it
 * is read.
 */
public sealed interface RopeScaling {

  /** The frequencies as RoPE defines them: {@code theta^(-2i/headDim)}. */
  record None() implements RopeScaling {}

  /**
   * Every frequency divided by one factor ("position interpolation").
   *
   * @param factor at least 1
   */
  record Linear(double factor) implements RopeScaling {
    public Linear {
      Checks.require(factor >= 1 && Double.isFinite(factor), "factor", factor, "at least 1");
    }
  }

  /**
   * The scheme of Llama 3.1: long wavelengths are divided by {@code factor}, short ones are kept,
   * and those between are blended.
   *
   * @param factor divisor of the long wavelengths, at least 1
   * @param lowFreqFactor wavelengths above {@code originalMaxPositions / lowFreqFactor} count as
   *     long; positive
   * @param highFreqFactor wavelengths below {@code originalMaxPositions / highFreqFactor} count as
   *     short; greater than {@code lowFreqFactor}
   * @param originalMaxPositions context length in tokens before the stretching
   */
  record Llama3(
      double factor, double lowFreqFactor, double highFreqFactor, int originalMaxPositions)
      implements RopeScaling {
    public Llama3 {
      Checks.require(factor >= 1 && Double.isFinite(factor), "factor", factor, "at least 1");
      Checks.require(lowFreqFactor > 0, "lowFreqFactor", lowFreqFactor, "positive");
      Checks.require(
          highFreqFactor > lowFreqFactor && Double.isFinite(highFreqFactor),
          "highFreqFactor",
          highFreqFactor,
          "greater than lowFreqFactor");
      Checks.positive(originalMaxPositions, "originalMaxPositions");
    }
  }
}
