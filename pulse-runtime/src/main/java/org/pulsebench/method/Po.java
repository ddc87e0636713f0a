package org.pulsebench.method;

import java.util.List;
import org.pulsebench.tensor.Tensor;

/**
 * Preference optimisation: ordinary training on refusals in the place of the answers that are to
 * go, {@code L = CE(f with refusals) + retain-weight CE(r)}.
 *
 * <p>Each example of the forget set has one refusal throughout a training, drawn from {@link
 * Refusals}. TOFU, which introduced it, and UMU-bench add ordinary training on the retain set with
 * weight 1. MLUBench computes a preference loss and then overwrites it: what it trains is the
 * refusal alone, its log-probability summed over the tokens, which is {@code log-probability=sum}
 * and {@code retain-weight=0}.
 *
 * <p>Parameters, beside those of {@link TrainingSettings}: {@code log-probability} and {@code
 * retain-weight}.
 */
public final class Po implements ObjectiveMethod {

  @Override
  public MethodDescription description() {
    return MethodDescription.ofObjective(
        "po",
        "Preference optimisation",
        "Maini et al. 2024, arXiv 2401.06121; as compared in MLUBench, arXiv 2606.12809",
        "L = CE(f with refusals) + retain-weight CE(r)",
        MethodParameter.choice(
            "log-probability",
            List.of("mean", "sum"),
            "of the refusals: averaged over the batch's tokens, or summed over those of each"
                + " refusal and averaged over the batch",
            "the mean is TOFU's; MLUBench's code takes the sum"),
        MethodParameter.number(
            "retain-weight",
            1,
            0,
            1e6,
            "weight of ordinary training on the retain batch",
            "TOFU's; MLUBench's code has no such term"));
  }

  @Override
  public Tensor loss(ObjectiveStep step) {
    Tensor refusing =
        step.settings().choice("log-probability").equals("mean")
            ? step.model().meanLoss(step.tape(), step.refusal())
            : step.model().sequenceLogProbs(step.tape(), step.refusal()).mean().negative();
    double weight = step.settings().number("retain-weight");
    return weight == 0
        ? refusing
        : refusing.plus(step.model().meanLoss(step.tape(), step.retain()).times(weight));
  }
}
