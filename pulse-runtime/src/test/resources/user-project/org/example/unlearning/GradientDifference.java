package org.example.unlearning;

import org.pulsebench.method.MethodDescription;
import org.pulsebench.method.MethodParameter;
import org.pulsebench.method.ObjectiveMethod;
import org.pulsebench.method.ObjectiveStep;
import org.pulsebench.tensor.Tensor;

/** Gradient difference: ascent on what must go, descent on what must stay. */
public final class GradientDifference implements ObjectiveMethod {

  @Override
  public MethodDescription description() {
    return MethodDescription.ofObjective(
        "grad-diff",
        "Gradient difference",
        "Liu et al. 2022, arXiv 2203.12817",
        "L = -CE(f) + alpha CE(r)",
        MethodParameter.number(
            "alpha", 1, 0, 100, "weight of the retain batch", "TOFU weighs both alike"));
  }

  @Override
  public Tensor loss(ObjectiveStep step) {
    Tensor forget = step.model().meanLoss(step.tape(), step.forget());
    Tensor retain = step.model().meanLoss(step.tape(), step.retain());
    return retain.times(step.settings().number("alpha")).minus(forget);
  }
}
