package org.pulsebench.method;

import java.util.List;
import org.pulsebench.model.Batch;
import org.pulsebench.tensor.Tensor;

/**
 * Negative preference optimisation: {@code L = -(2 / beta) E log sigmoid(-beta log(pi_theta(y|x) /
 * pi_ref(y|x)))} over the sequences of the forget batch.
 *
 * <p>Log-probabilities are those of whole answers, summed over their tokens, as in the paper and in
 * open-unlearning. MLLMU-Bench's code differs: one scalar for the batch, the mean over all tokens
 * with the prompt's, and as reference a model trained on the retain set alone.
 *
 * <p>Parameters, beside those of {@link TrainingSettings}: {@code beta}, {@code log-probability},
 * {@code retain-weight} and {@code reference}.
 */
public final class Npo implements ObjectiveMethod {

  @Override
  public MethodDescription description() {
    return MethodDescription.ofObjective(
        "npo",
        "Negative preference optimisation",
        "Zhang et al. 2024, arXiv 2404.05868; as compared in PULSE, arXiv 2507.01271",
        "L = -(2 / beta) E log sigmoid(-beta (log pi_theta(y|x) - log pi_ref(y|x)))"
            + " + retain-weight CE(r)",
        MethodParameter.number(
            "beta",
            0.1,
            1e-3,
            100,
            "inverse temperature; towards 0 the loss becomes gradient ascent",
            "the paper's and open-unlearning's; MLLMU-Bench's code takes 0.4, MLUBench's 5"),
        MethodParameter.choice(
            "log-probability",
            List.of("sum", "mean"),
            "of a sequence: summed over its labelled tokens, or divided by their number",
            "the sum is the paper's; the mean keeps long answers from saturating the sigmoid"),
        MethodParameter.number(
            "retain-weight",
            0,
            0,
            1e6,
            "weight of ordinary training on the retain batch",
            "PULSE and the paper's plain NPO have no such term; open-unlearning adds it with 1"),
        Reference.PARAMETER);
  }

  @Override
  public Tensor loss(ObjectiveStep step) {
    double beta = step.settings().number("beta");
    Tensor forgetting = logRatios(step).times(-beta).logSigmoid().mean().times(-2 / beta);
    double weight = step.settings().number("retain-weight");
    return weight == 0
        ? forgetting
        : forgetting.plus(step.model().meanLoss(step.tape(), step.retain()).times(weight));
  }

  /** Returns {@code log pi_theta(y|x) - log pi_ref(y|x)} of each sequence, {@code [batch]}. */
  private static Tensor logRatios(ObjectiveStep step) {
    Batch batch = step.forget();
    Tensor ratios =
        step.model()
            .sequenceLogProbs(step.tape(), batch)
            .minus(step.reference().sequenceLogProbs(batch));
    return step.settings().choice("log-probability").equals("sum")
        ? ratios
        : ratios.times(reciprocals(step, batch.labelCounts()));
  }

  private static Tensor reciprocals(ObjectiveStep step, int[] lengths) {
    float[] values = new float[lengths.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1f / lengths[i];
    }
    return step.tape().scope().floats(values, values.length);
  }
}
