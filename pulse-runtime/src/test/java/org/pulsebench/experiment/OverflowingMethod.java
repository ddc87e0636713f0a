package org.pulsebench.experiment;

import org.pulsebench.method.MethodDescription;
import org.pulsebench.method.ObjectiveMethod;
import org.pulsebench.method.ObjectiveStep;
import org.pulsebench.tensor.Tensor;

/** Gradient ascent whose loss leaves the finite numbers in the third step of every request. */
public final class OverflowingMethod implements ObjectiveMethod {

  private int steps;

  @Override
  public MethodDescription description() {
    return MethodDescription.ofObjective("overflowing", "Overflowing", "none", "L = -CE(f) / 0");
  }

  @Override
  public Tensor loss(ObjectiveStep step) {
    Tensor loss = step.model().meanLoss(step.tape(), step.forget()).negative();
    return ++steps % 3 == 0 ? loss.times(1e30).times(1e30) : loss;
  }
}
