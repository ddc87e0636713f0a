package org.example;

import org.pulsebench.method.MethodDescription;
import org.pulsebench.method.MethodParameter;
import org.pulsebench.method.ObjectiveMethod;
import org.pulsebench.method.ObjectiveStep;
import org.pulsebench.tensor.Tensor;

/** Forgets one batch and rehearses another. */
public final class TargetedAscent implements ObjectiveMethod {

  @Override
  public MethodDescription description() {
    return MethodDescription.ofObjective(
        "targeted-ascent",
        "Gradient ascent with rehearsal",
        "Our own, unpublished",
        "L = -CE(f) + keep CE(r)",
        MethodParameter.number("keep", 1, 0, 100, "weight of the retain batch", "as much"));
  }

  @Override
  public Tensor loss(ObjectiveStep step) {
    Tensor forget = step.model().meanLoss(step.tape(), step.forget());
    Tensor retain = step.model().meanLoss(step.tape(), step.retain());
    return retain.times(step.settings().number("keep")).minus(forget);
  }
}
