package org.pulsebench.evaluation.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs of n tokens that follow each other, and how often each occurs.
 *
 * @param counts of every run; none for a text of fewer than n tokens
 */
record NGrams(Map<List<String>, Integer> counts) {

  /** Returns the runs of {@code n} tokens in a text. */
  static NGrams of(List<String> tokens, int n) {
    Map<List<String>, Integer> counts = new HashMap<>();
    for (int end = n; end <= tokens.size(); end++) {
      counts.merge(tokens.subList(end - n, end), 1, Integer::sum);
    }
    return new NGrams(counts);
  }

  /** Returns the number of runs. */
  int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Returns the number of runs that both texts have, each as often as both have it. */
  int sharedWith(NGrams other) {
    return counts.entrySet().stream()
        .mapToInt(run -> Math.min(run.getValue(), other.counts.getOrDefault(run.getKey(), 0)))
        .sum();
  }
}
