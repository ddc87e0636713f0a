package org.pulsebench.plugin.gate;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.pulsebench.Checks;

/**
 * A checked gate.
 *
 * @param rules at least one
 * @param baseline the file of the baseline, if there is to be one
 * @param haltOnFailure whether a violation fails the build
 * @param tolerated for what reasons a rule without a number only warns
 */
public record Gate(
    List<GateRule> rules,
    Optional<Path> baseline,
    boolean haltOnFailure,
    Set<Tolerance> tolerated) {

  /** What may be a warning. */
  public enum Tolerance {
    /** There is no file of results. */
    MISSING_RESULTS,

    /** The results have no such number. */
    MISSING_METRIC,

    /** There is no baseline, or none of that number. */
    MISSING_BASELINE,

    /** There cannot be such a figure. */
    UNDEFINED_METRIC
  }

  public Gate {
    rules = List.copyOf(rules);
    Objects.requireNonNull(baseline, "baseline");
    tolerated = Set.copyOf(tolerated);
    Checks.positive(rules.size(), "number of rules");
  }

  /**
   * Returns the gate of a configuration.
   *
   * @param property the baseline that a property names, which counts more than the element
   * @throws org.pulsebench.BadInputException if an element has a value that it cannot have, there
   *     is no rule, or a rule needs a baseline and none is named
   */
  public static Gate of(GateConfiguration configuration, Optional<Path> property) {
    return GateTranslation.of(configuration, property);
  }

  /** Returns the same gate, failing the build or only warning. */
  public Gate withHaltOnFailure(boolean halt) {
    return new Gate(rules, baseline, halt, tolerated);
  }
}
