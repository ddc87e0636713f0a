package org.pulsebench.results.details;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.pulsebench.Checks;

/**
 * How a state of the model answered a multiple-choice question.
 *
 * @param chosen the index of the option taken, if one was
 * @param right the verdict; of a question that an exam asks in rotations, whether it was right in
 *     every rotation, while all else here is of the question as it was written
 * @param answer what the model wrote; empty where it only ranks
 * @param probabilities of the options against each other, 0 to 1 in steps of 0.001: the softmax of
 *     what the scorer gave them; empty where the model writes
 */
public record Prediction(
    OptionalInt chosen, boolean right, String answer, List<Double> probabilities) {

  public Prediction {
    Objects.requireNonNull(chosen, "chosen");
    Objects.requireNonNull(answer, "answer");
    probabilities = List.copyOf(probabilities);
  }

  /** Returns the probability of an option; empty where the model writes. */
  public OptionalDouble probability(int option) {
    if (probabilities.isEmpty()) {
      return OptionalDouble.empty();
    }
    boolean known = option >= 0 && option < probabilities.size();
    Checks.require(known, "option", option, "below " + probabilities.size());
    return OptionalDouble.of(probabilities.get(option));
  }
}
