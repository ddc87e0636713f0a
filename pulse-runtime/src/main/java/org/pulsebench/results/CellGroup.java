package org.pulsebench.results;

import java.util.Objects;
import org.pulsebench.protocol.TrainedParts;

/**
 * What differs in nothing but the seed.
 *
 * @param protocol its name
 * @param method its name
 * @param trainedParts the parts of the model that unlearning was allowed to change
 */
public record CellGroup(String protocol, String method, TrainedParts trainedParts) {

  public CellGroup {
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(trainedParts, "trainedParts");
  }

  /** Returns the three in words, such as {@code fine-tuned, ga, projector+llm}. */
  @Override
  public String toString() {
    return protocol + ", " + method + ", " + trainedParts.id();
  }
}
