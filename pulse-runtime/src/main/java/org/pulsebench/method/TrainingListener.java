package org.pulsebench.method;

import org.pulsebench.model.Trainer;

/** Is told of every training step, and may end the training by throwing an exception. */
@FunctionalInterface
public interface TrainingListener {

  /** Lets everything pass. */
  TrainingListener NONE = (step, steps, result) -> {};

  /**
   * Is called after a step.
   *
   * @param step number of steps taken, from 1
   * @param steps number of steps of the whole training
   * @param result what the step did
   */
  void stepped(int step, int steps, Trainer.Step result);
}
