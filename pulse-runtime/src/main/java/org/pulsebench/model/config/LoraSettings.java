package org.pulsebench.model.config;

import org.pulsebench.Checks;

/**
 * Settings of LoRA (arXiv 2106.09685), with PEFT's meaning.
 *
 * @param rank inner dimension of every update, at least 1
 * @param alpha numerator of the scale, over 0
 * @param dropout probability with which an input of A is zero in training, in [0, 1)
 * @param rankStabilised whether the scale is {@code alpha / sqrt(rank)} (arXiv 2312.03732) instead
 *     of {@code alpha / rank}
 * @param targets modules that get an update, within the parts in {@link PartMode#LORA}
 */
public record LoraSettings(
    int rank, double alpha, double dropout, boolean rankStabilised, LoraTargets targets) {

  public LoraSettings {
    Checks.positive(rank, "rank");
    Checks.require(alpha > 0 && Double.isFinite(alpha), "alpha", alpha, "over 0");
    Checks.require(dropout >= 0 && dropout < 1, "dropout", dropout, "in [0, 1)");
  }

  /** Returns settings without dropout for all linear modules. */
  public static LoraSettings of(int rank, double alpha) {
    return new LoraSettings(rank, alpha, 0, false, new LoraTargets.AllLinear());
  }

  /** Returns the factor on {@code B A x}. */
  public double scale() {
    return alpha / (rankStabilised ? Math.sqrt(rank) : rank);
  }
}
