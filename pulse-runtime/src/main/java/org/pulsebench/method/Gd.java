package org.pulsebench.method;

import org.pulsebench.tensor.Tensor;

/**
 * Gradient difference: ascent on what is to go and ordinary training on what is to stay, in one
 * step, {@code L = -forget-weight CE(f) + retain-weight CE(r)}.
 *
 * <p>MLUBench, open-unlearning, FIUBench and UMU-bench compute it alike, with both weights 1.
 * MLLMU-Bench's code differs: in each epoch it first ascends on the whole forget set, then descends
 * on the whole retain set.
 *
 * <p>Parameters, beside those of {@link TrainingSettings}: {@code forget-weight} and {@code
 * retain-weight}.
 */
public final class Gd implements ObjectiveMethod {

  @Override
  public MethodDescription description() {
    return MethodDescription.ofObjective(
        "gd",
        "Gradient difference",
        "Liu et al. 2022, arXiv 2203.12817; as compared in MLUBench, arXiv 2606.12809",
        "L = -forget-weight CE(f) + retain-weight CE(r)",
        MethodParameter.number(
            "forget-weight", 1, 0, 1e6, "weight of the ascent", "MLUBench and open-unlearning"),
        MethodParameter.number(
            "retain-weight",
            1,
            0,
            1e6,
            "weight of ordinary training on the retain batch",
            "MLUBench and open-unlearning"));
  }

  @Override
  public Tensor loss(ObjectiveStep step) {
    Tensor ascent =
        step.model()
            .meanLoss(step.tape(), step.forget())
            .times(-step.settings().number("forget-weight"));
    return ascent.plus(
        step.model()
            .meanLoss(step.tape(), step.retain())
            .times(step.settings().number("retain-weight")));
  }
}
