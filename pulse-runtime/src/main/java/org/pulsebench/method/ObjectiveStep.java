package org.pulsebench.method;

import org.pulsebench.model.Batch;
import org.pulsebench.model.LlavaModel;
import org.pulsebench.tensor.Tape;

/** What a loss is computed from in one training step; of no use after it. */
public interface ObjectiveStep {

  /** Returns the tape that the model is to be run on. */
  Tape tape();

  /** Returns the model as it is trained, to be run on the tape. */
  LlavaModel model();

  /** Returns this step's batch of the forget set. */
  Batch forget();

  /** Returns this step's batch of the retain set, which is made only if it is asked for. */
  Batch retain();

  /**
   * Returns this step's batch of the forget set with a refusal in the place of each answer, which
   * is made only if it is asked for.
   */
  Batch refusal();

  /** Returns what the unchanged model says of these batches. */
  Reference reference();

  /** Returns the values of the method's parameters. */
  MethodSettings settings();
}
