package org.pulsebench.model;

import org.pulsebench.Checks;

/** How the next token is chosen. */
public sealed interface Sampling {

  /** The most likely token; the one with the lowest id on a tie. */
  record Greedy() implements Sampling {}

  /**
   * A draw from the most likely tokens that together reach a probability (arXiv 1904.09751).
   *
   * @param temperature the scores are divided by it, over 0
   * @param topP probability to reach, in (0, 1]; 1 for all tokens
   * @param seed of the draws; every sequence draws from a stream of its own, whatever else is in
   *     the batch
   */
  record Nucleus(double temperature, double topP, long seed) implements Sampling {
    public Nucleus {
      Checks.require(
          temperature > 0 && Double.isFinite(temperature), "temperature", temperature, "over 0");
      Checks.require(topP > 0 && topP <= 1, "topP", topP, "in (0, 1]");
    }
  }
}
