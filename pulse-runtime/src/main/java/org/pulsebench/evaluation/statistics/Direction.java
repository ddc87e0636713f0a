package org.pulsebench.evaluation.statistics;

/** Which way a metric improves. */
public enum Direction {
  /** As for generality. */
  HIGHER_IS_BETTER,

  /** As for effectiveness, the accuracy on the unlearn set. */
  LOWER_IS_BETTER
}
