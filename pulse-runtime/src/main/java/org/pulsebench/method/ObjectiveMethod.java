package org.pulsebench.method;

import org.pulsebench.tensor.Tensor;

/**
 * A method that minimises a loss over batches of the forget set and of the retain set, with the
 * training that all such methods share.
 *
 * <p>Each step takes a batch of the forget set, which is passed over {@code epochs} times, each
 * time in a new order, and a batch of the retain set, which is begun anew whenever it ends. {@link
 * TrainingSettings} says what can be set; {@link MethodDescription#ofObjective} declares it.
 */
public interface ObjectiveMethod extends UnlearningMethod {

  /**
   * Returns the loss of a step, a {@code float32} scalar computed on the step's tape.
   *
   * <p>It is minimised; what is to grow stands in it with a minus sign.
   */
  Tensor loss(ObjectiveStep step);

  @Override
  default Unlearned unlearn(UnlearningTask task) {
    return new ObjectiveTraining(this, task).run();
  }
}
