package org.example;

import org.pulsebench.method.MethodDescription;
import org.pulsebench.method.ObjectiveMethod;
import org.pulsebench.method.ObjectiveStep;
import org.pulsebench.tensor.Tensor;

/** Gradient ascent that never comes to an end where the environment says so. */
public final class Waiting implements ObjectiveMethod {

  @Override
  public MethodDescription description() {
    return MethodDescription.ofObjective("waiting", "Waiting", "None", "L = -CE(f)");
  }

  @Override
  public Tensor loss(ObjectiveStep step) {
    while ("true".equals(System.getenv("WAIT"))) {
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return step.model().meanLoss(step.tape(), step.forget()).negative();
  }
}
