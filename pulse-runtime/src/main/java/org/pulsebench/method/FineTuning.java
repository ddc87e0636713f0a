package org.pulsebench.method;

import org.pulsebench.tensor.Tensor;

/**
 * Ordinary training, by which a model comes to know subjects before it is to forget them: {@code L
 * = CE(f) + replay-weight CE(r)}, each the mean over all labelled tokens of its batch.
 *
 * <p>It is put as a method so that learning and unlearning are one training with two losses: here
 * {@code f} are the examples to learn and {@code r} examples of what the model can do already
 * (replay), which keeps it from losing that.
 *
 * <p>Parameters, beside those of {@link TrainingSettings}: {@code replay-weight}.
 */
public final class FineTuning implements ObjectiveMethod {

  /** The name of the weight of replay. */
  public static final String REPLAY_WEIGHT = "replay-weight";

  @Override
  public MethodDescription description() {
    return MethodDescription.ofObjective(
        "fine-tuning",
        "Fine-tuning",
        "LoRA: Hu et al. 2021, arXiv 2106.09685; as MLLMU-Bench makes its vanilla model",
        "L = CE(f) + replay-weight CE(r)",
        MethodParameter.number(
            REPLAY_WEIGHT,
            0,
            0,
            1e6,
            "weight of ordinary training on examples of what the model can do already",
            "MLLMU-Bench fine-tunes without replay"));
  }

  @Override
  public Tensor loss(ObjectiveStep step) {
    Tensor learning = step.model().meanLoss(step.tape(), step.forget());
    double weight = step.settings().number(REPLAY_WEIGHT);
    return weight == 0
        ? learning
        : learning.plus(step.model().meanLoss(step.tape(), step.retain()).times(weight));
  }
}
