package org.pulsebench.model;

import java.util.Set;
import org.pulsebench.Checks;
import org.pulsebench.model.config.ModelConfig;

/**
 * How an answer is generated.
 *
 * @param maxNewTokens longest answer in tokens, at least 1
 * @param stopIds tokens that end an answer; they are part of it
 * @param sampling how the next token is chosen
 */
public record GenerationSettings(int maxNewTokens, Set<Integer> stopIds, Sampling sampling) {

  public GenerationSettings {
    Checks.positive(maxNewTokens, "maxNewTokens");
    stopIds = Set.copyOf(stopIds);
  }

  /** Returns greedy generation that ends at the model's end-of-sequence tokens. */
  public static GenerationSettings greedy(ModelConfig config, int maxNewTokens) {
    return new GenerationSettings(
        maxNewTokens, Set.copyOf(config.decoder().tokens().eos()), new Sampling.Greedy());
  }
}
