package org.pulsebench.method;

import org.pulsebench.model.Batch;
import org.pulsebench.tensor.Tensor;

/**
 * KL minimisation: gradient ascent, held near the reference on what is to stay, {@code L = -CE(f) +
 * lambda KL(ref(r) || theta(r)) + retain-weight CE(r)}.
 *
 * <p>The divergence is averaged over the labelled positions, as in {@link GaKlr}, of which this is
 * one setting. MLUBench averages over all positions, prompt and padding included. MLLMU-Bench sums
 * over the positions, and adds ordinary training on the retain batch, which {@code retain-weight}
 * allows. UMU-bench minimises a cross-entropy in the other direction under this name.
 *
 * <p>Parameters, beside those of {@link TrainingSettings}: {@code lambda}, {@code retain-weight}
 * and {@code reference}.
 */
public final class Kl implements ObjectiveMethod {

  @Override
  public MethodDescription description() {
    return MethodDescription.ofObjective(
        "kl",
        "KL minimisation",
        "Maini et al. 2024, arXiv 2401.06121; as compared in MLUBench, arXiv 2606.12809",
        "L = -CE(f) + lambda KL(ref(r) || theta(r)) + retain-weight CE(r)",
        MethodParameter.number("lambda", 1, 0, 1e6, "weight of the divergence", "TOFU's"),
        MethodParameter.number(
            "retain-weight",
            0,
            0,
            1e6,
            "weight of ordinary training on the retain batch",
            "TOFU and MLUBench have no such term; MLLMU-Bench's code has it with 1"),
        Reference.PARAMETER);
  }

  @Override
  public Tensor loss(ObjectiveStep step) {
    Batch retain = step.retain();
    Tensor forgetting = step.model().meanLoss(step.tape(), step.forget()).negative();
    Tensor reference = step.reference().labelLogDistributions(retain);
    Tensor current = step.model().labelLogDistributions(step.tape(), retain);
    Tensor near = reference.klDivergence(current).mean().times(step.settings().number("lambda"));
    double weight = step.settings().number("retain-weight");
    return weight == 0
        ? forgetting.plus(near)
        : forgetting.plus(near).plus(step.model().meanLoss(step.tape(), retain).times(weight));
  }
}
