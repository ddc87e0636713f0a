package org.pulsebench.method;

import org.pulsebench.tensor.Tensor;

/**
 * Gradient ascent: the loss of ordinary training with the opposite sign, {@code L = -CE(f)}, the
 * mean over all labelled tokens of the batch.
 *
 * <p>It has no lower bound and no term that keeps anything, so that the number of steps decides how
 * much is lost. MLLMU-Bench, MLUBench and open-unlearning compute it alike. Its parameters are
 * those of {@link TrainingSettings}.
 */
public final class Ga implements ObjectiveMethod {

  @Override
  public MethodDescription description() {
    return MethodDescription.ofObjective(
        "ga",
        "Gradient ascent",
        "Thudi et al. 2022, arXiv 2109.13398; as compared in PULSE, arXiv 2507.01271",
        "L = -CE(f)");
  }

  @Override
  public Tensor loss(ObjectiveStep step) {
    return step.model().meanLoss(step.tape(), step.forget()).negative();
  }
}
