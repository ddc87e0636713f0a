package org.pulsebench.report.compare;

import java.util.List;
import org.pulsebench.results.CellResult;
import org.pulsebench.results.StateResult;

/** The single answers behind results, where somebody has kept them. */
@FunctionalInterface
public interface Verdicts {

  /** For results of which only the sums are known. */
  Verdicts NONE = (cell, state) -> List.of();

  /**
   * Returns the verdicts of the protocol's own scorer on all questions that a state was asked;
   * empty if they are not known.
   */
  List<Verdict> of(CellResult cell, StateResult state);
}
