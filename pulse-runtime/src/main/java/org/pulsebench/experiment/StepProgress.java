package org.pulsebench.experiment;

/** Is told how far a step has come, and may end it by throwing an exception. */
@FunctionalInterface
interface StepProgress {

  /**
   * Is called whenever some more is done.
   *
   * @param done from 0 to {@code total}
   * @param unit what is counted, in the plural
   */
  void done(long done, long total, String unit);
}
