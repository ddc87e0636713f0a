package org.pulsebench.method;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.pulsebench.model.Trainer;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.text.LabelPolicy;
import org.pulsebench.tensor.AdamW;
import org.pulsebench.tensor.LearningRateSchedule;

/**
 * How an objective is trained, as the shared parameters of all {@link ObjectiveMethod}s say.
 *
 * <p>PULSE states none of it (arXiv 2507.01271v4); the defaults are those that MLLMU-Bench gives
 * for LLaVA-1.5-7B, where it gives any. A small model needs higher rates: a caller that knows the
 * model sets them.
 *
 * @param epochs passes over the forget set, at least 1
 * @param batchSize most examples of a batch, at least 1
 * @param learningRates peak rate by part
 * @param weightDecay of matrices, relative to the rate
 * @param warmUp share of all steps in which the rate rises from 0, from 0 to 1
 * @param schedule course of the rate after that
 * @param maxGradientNorm larger gradients are scaled down to this norm; empty for no limit
 * @param labels which tokens of an example carry the loss
 */
public record TrainingSettings(
    int epochs,
    int batchSize,
    Map<Part, Double> learningRates,
    double weightDecay,
    double warmUp,
    LearningRateSchedule.Shape schedule,
    OptionalDouble maxGradientNorm,
    LabelPolicy labels) {

  /** The parameters that {@link #of} reads. */
  public static final List<MethodParameter> PARAMETERS =
      List.of(
          MethodParameter.integer(
              "epochs",
              1,
              1,
              10_000,
              "passes over the forget set",
              "MLLMU-Bench unlearns in one; other sources take up to ten"),
          MethodParameter.integer(
              "batch-size",
              4,
              1,
              65_536,
              "most examples of a batch, of the forget set and of the retain set each",
              "as in MLLMU-Bench and MLUBench"),
          MethodParameter.number(
              "learning-rate",
              2e-5,
              0,
              1,
              "peak rate of the language model's part",
              "what MLLMU-Bench's README gives for LLaVA-1.5-7B; its script defaults to 5e-4"),
          MethodParameter.number(
              "projector-rate",
              1e-5,
              0,
              1,
              "peak rate of the projector's part",
              "MLUBench's launcher; MLLMU-Bench does not train the projector"),
          MethodParameter.number(
              "vision-rate",
              2e-6,
              0,
              1,
              "peak rate of the vision tower's part",
              "MLUBench's paper, though not its code; most sources freeze the tower"),
          MethodParameter.number(
              "weight-decay",
              0.01,
              0,
              1,
              "decay of trained matrices, relative to the rate",
              "PyTorch's default for AdamW, and what open-unlearning and FIUBench state"),
          MethodParameter.number(
              "warm-up",
              0,
              0,
              1,
              "share of all steps in which the rate rises from 0",
              "MLLMU-Bench has none; MLUBench takes 0.03"),
          MethodParameter.choice(
              "schedule",
              List.of("linear", "cosine", "constant"),
              "course of the rate after the warm-up",
              "MLLMU-Bench lets it fall linearly to 0"),
          MethodParameter.number(
              "max-gradient-norm",
              1,
              0,
              1e6,
              "larger gradients are scaled down to this norm; 0 for no limit",
              "the default of transformers' trainer, and what UMU-bench states"),
          MethodParameter.choice(
              "labels",
              List.of("answer-only", "all", "all-text"),
              "tokens that carry the loss: those of the answer, all, or all but images",
              "the rule of LLaVA's own training; MLLMU-Bench's code takes all, prompt included"));

  public TrainingSettings {
    learningRates = Map.copyOf(learningRates);
  }

  /** Returns the settings of an objective method. */
  public static TrainingSettings of(MethodSettings settings) {
    Map<Part, Double> rates = new EnumMap<>(Part.class);
    rates.put(Part.LANGUAGE, settings.number("learning-rate"));
    rates.put(Part.PROJECTOR, settings.number("projector-rate"));
    rates.put(Part.VISION, settings.number("vision-rate"));
    double norm = settings.number("max-gradient-norm");
    return new TrainingSettings(
        settings.integer("epochs"),
        settings.integer("batch-size"),
        rates,
        settings.number("weight-decay"),
        settings.number("warm-up"),
        LearningRateSchedule.Shape.valueOf(constant(settings.choice("schedule"))),
        norm > 0 ? OptionalDouble.of(norm) : OptionalDouble.empty(),
        LabelPolicy.valueOf(constant(settings.choice("labels"))));
  }

  /**
   * Returns the settings of a trainer.
   *
   * @param steps of the whole training, at least 1
   * @param checkpointing whether activations are computed twice instead of kept
   */
  public Trainer.Settings trainer(int steps, boolean checkpointing) {
    AdamW.Settings usual = AdamW.Settings.DEFAULT;
    return new Trainer.Settings(
        learningRates,
        weightDecay,
        new AdamW.Settings(usual.beta1(), usual.beta2(), usual.epsilon(), maxGradientNorm),
        new LearningRateSchedule(schedule, (int) Math.ceil(warmUp * steps), steps),
        checkpointing);
  }

  private static String constant(String choice) {
    return choice.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
