package org.pulsebench.experiment;

import org.pulsebench.Checks;

/**
 * A step that a run has asked for.
 *
 * @param kind {@code learn}, {@code select}, {@code unlearn} or {@code evaluate}
 * @param digest of its key
 * @param reused whether it was in the store
 * @param seconds how long its computation took, in this run or when it was computed
 */
public record DoneStep(String kind, String digest, boolean reused, double seconds) {

  public DoneStep {
    Checks.require(seconds >= 0, "seconds", seconds, "0 or more");
  }
}
