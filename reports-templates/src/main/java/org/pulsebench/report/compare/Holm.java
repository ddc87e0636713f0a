package org.pulsebench.report.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Correction of p-values for their number (Holm, "A simple sequentially rejective multiple test
 * procedure", 1979).
 *
 * <p>If nothing differs at all, the chance that any adjusted value is below 0.05 is at most 5 %,
 * however the tests depend on each other.
 */
final class Holm {

  private Holm() {}

  /** Returns the adjusted values in the order of the given ones. */
  static List<Double> adjusted(List<Double> pValues) {
    int count = pValues.size();
    List<Integer> ascending =
        IntStream.range(0, count).boxed().sorted(Comparator.comparing(pValues::get)).toList();
    List<Double> adjusted = new ArrayList<>(pValues);
    double most = 0;
    for (int rank = 0; rank < count; rank++) {
      int index = ascending.get(rank);
      most = Math.max(most, Math.min(1, (count - rank) * pValues.get(index)));
      adjusted.set(index, most);
    }
    return List.copyOf(adjusted);
  }
}
