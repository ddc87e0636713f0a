package org.pulsebench.experiment.store;

import java.time.Duration;
import org.pulsebench.Problem;

/**
 * Is told what a store does, in the thread that asks the store for a step; what it throws comes out
 * there.
 */
public interface StepListener {

  /** The step was finished before and is used as it is. */
  default void reused(StepKey key) {}

  /** Another process or thread is running the step; told once, before waiting for it. */
  default void waiting(StepKey key) {}

  /**
   * Another process or thread is running the step still; told many times a second, so that whoever
   * does not want to wait any longer can throw.
   */
  default void stillWaiting(StepKey key) {}

  /** The step is not in the store and starts now. */
  default void started(StepKey key) {}

  /**
   * The step is in the store.
   *
   * @param duration how long its action ran
   */
  default void finished(StepKey key, Duration duration) {}

  /** The step was in the store and is not as it was written; it is removed and counts as absent. */
  default void damaged(StepKey key, Problem problem) {}
}
