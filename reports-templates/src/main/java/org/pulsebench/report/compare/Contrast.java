package org.pulsebench.report.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Two sides set by set.
 *
 * @param baseline what tables call the side that the difference is taken from
 * @param other what they call the other side
 */
record Contrast(String baseline, String other, List<Line> lines) {

  /** The sets in the order of Table 3, with the names that readers see. */
  private static final List<String> SETS =
      List.of("unlearn/multimodal", "unlearn/text", "retain/multimodal", "retain/text", "exam");

  Contrast {
    lines = List.copyOf(lines);
  }

  /**
   * One set.
   *
   * @param seeds the accuracies of both sides, by seed
   */
  record Line(String set, List<CellPair.Metrics> seeds, Estimate estimate) {

    Line {
      seeds = List.copyOf(seeds);
    }
  }

  static Contrast of(Contestant baseline, Contestant other, boolean withSources) {
    Estimator estimator = new Estimator(baseline.source().verdicts(), other.source().verdicts());
    List<Line> lines = new ArrayList<>();
    for (String set : SETS) {
      List<CellPair> pairs =
          Comparability.pairs(baseline, other).stream()
              .filter(pair -> pair.metrics(set).isPresent())
              .toList();
      if (!pairs.isEmpty()) {
        List<CellPair.Metrics> seeds =
            pairs.stream().map(pair -> pair.metrics(set)).flatMap(Optional::stream).toList();
        lines.add(new Line(set, seeds, estimator.estimate(pairs, set)));
      }
    }
    return new Contrast(baseline.name(withSources), other.name(withSources), lines);
  }
}
