package org.pulsebench.results.details;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;

/**
 * The answers of one scorer in columns: fifty thousand of them, in every state, fit into a few
 * megabytes.
 *
 * @param chosen by position, or {@value #NONE}
 * @param right by position
 * @param texts what was written, by position; empty where the model only ranks
 * @param perMille the probabilities of all options, question after question; empty where the model
 *     writes
 * @param options where the options of each question begin in {@code perMille}, and the end
 */
record Answers(byte[] chosen, BitSet right, List<String> texts, short[] perMille, int[] options) {

  /** Stands for no option. */
  static final byte NONE = -1;

  private static final double MILLE = 1000;

  Answers {
    texts = List.copyOf(texts);
  }

  Prediction at(int position) {
    return new Prediction(
        chosen[position] == NONE ? OptionalInt.empty() : OptionalInt.of(chosen[position]),
        right.get(position),
        texts.isEmpty() ? "" : texts.get(position),
        probabilities(position));
  }

  private List<Double> probabilities(int position) {
    List<Double> probabilities = new ArrayList<>();
    for (int i = options[position]; perMille.length > 0 && i < options[position + 1]; i++) {
      probabilities.add(perMille[i] / MILLE);
    }
    return probabilities;
  }
}
