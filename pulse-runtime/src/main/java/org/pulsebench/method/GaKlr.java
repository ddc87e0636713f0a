package org.pulsebench.method;

import java.util.List;
import org.pulsebench.model.Batch;
import org.pulsebench.tensor.Tensor;

/**
 * Gradient ascent with a Kullback-Leibler term that keeps the model near the reference: {@code L =
 * -CE(f) + lambda KL(ref(r) || theta(r))}.
 *
 * <p>The divergence is that of the next-token distributions at the labelled positions, with the
 * default of {@code labels} those of the answers, averaged over these positions. MLUBench averages
 * over all positions, prompt and padding included, and MLLMU-Bench sums over them; PULSE does not
 * say.
 *
 * <p>Parameters, beside those of {@link TrainingSettings}: {@code lambda}, {@code direction},
 * {@code kl-data} and {@code reference}.
 */
public final class GaKlr implements ObjectiveMethod {

  private static final String FORWARD = "reference-to-model";
  private static final String RETAIN = "retain";

  @Override
  public MethodDescription description() {
    return MethodDescription.ofObjective(
        "ga-klr",
        "Gradient ascent with KL regularisation",
        "Yao et al. 2024, arXiv 2310.10683; as compared in PULSE, arXiv 2507.01271",
        "L = -CE(f) + lambda KL(ref(r) || theta(r))",
        MethodParameter.number(
            "lambda",
            1,
            0,
            1e6,
            "weight of the divergence",
            "PULSE does not say; TOFU's KL minimisation and MLUBench add it unweighted"),
        MethodParameter.choice(
            "direction",
            List.of(FORWARD, "model-to-reference"),
            "KL(ref || theta), or KL(theta || ref)",
            "PULSE does not say; Yao et al., whom it cites, and TOFU take KL(ref || theta)"),
        MethodParameter.choice(
            "kl-data",
            List.of(RETAIN, "forget"),
            "the examples that the divergence is computed on",
            "PULSE does not say; Yao et al., whom it cites, take data that is not to be forgotten"),
        Reference.PARAMETER);
  }

  @Override
  public Tensor loss(ObjectiveStep step) {
    Tensor forgetting = step.model().meanLoss(step.tape(), step.forget()).negative();
    return forgetting.plus(divergence(step).times(step.settings().number("lambda")));
  }

  private static Tensor divergence(ObjectiveStep step) {
    boolean onRetain = step.settings().choice("kl-data").equals(RETAIN);
    Batch batch = onRetain ? step.retain() : step.forget();
    Tensor reference = step.reference().labelLogDistributions(batch);
    Tensor current = step.model().labelLogDistributions(step.tape(), batch);
    boolean forward = step.settings().choice("direction").equals(FORWARD);
    return (forward ? reference.klDivergence(current) : current.klDivergence(reference)).mean();
  }
}
