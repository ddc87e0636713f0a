package org.pulsebench.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pulsebench.RandomStream;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.AdamW;
import org.pulsebench.tensor.LearningRateSchedule;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tape;

/**
 * The numbers of transformers and PEFT, computed by {@code src/test/python/make_reference.py},
 * against ours.
 */
class ParityTest {

  private static final double CURVE = 1e-4;
  private static final double BFLOAT16_LOSS = 1e-2;

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void logits_are_those_of_transformers(Reference reference) {
    new Parity(reference).assertLogits();
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void log_probabilities_of_tokens_and_sequences_are_those_of_transformers(Reference reference) {
    new Parity(reference).assertLogProbabilities();
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void hidden_states_are_those_of_transformers(Reference reference) {
    new Parity(reference).assertHiddenStates();
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#multimodal")
  void vision_and_image_features_are_those_of_transformers(Reference reference) {
    new Parity(reference).assertImageFeatures();
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void loss_is_that_of_transformers_in_float32_and_bfloat16(Reference reference) {
    Parity parity = new Parity(reference);
    parity.assertLoss();
    double half = reference.numbers().get("bf16.loss").doubleValue();
    try (LlavaModel model = reference.load(Precision.BF16);
        Scope scope = model.openScope();
        Tape tape = Tape.inference(scope)) {
      parity.report(
          "bfloat16 loss",
          Math.abs(model.meanLoss(tape, reference.batch(scope)).item() - half),
          BFLOAT16_LOSS);
      try (Adapter adapter = AdapterFiles.read(reference.adapter(), model);
          LlavaModel adapted = model.with(adapter)) {
        double lora = reference.numbers().get("bf16.lora_loss").doubleValue();
        parity.report(
            "bfloat16 loss with an adapter",
            Math.abs(adapted.meanLoss(tape, reference.batch(scope)).item() - lora),
            BFLOAT16_LOSS);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void gradients_of_all_parameters_are_those_of_transformers(Reference reference) {
    new Parity(reference).assertGradients();
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void gradients_of_an_adapter_are_those_of_peft(Reference reference) {
    new Parity(reference)
        .assertGradients(
            base -> AdapterFiles.read(reference.adapter(), base),
            "lora.gradients.",
            "base_model.model.");
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void ten_steps_of_training_everything_follow_torch(Reference reference) {
    try (LlavaModel base = reference.load(Precision.F32);
        Adapter adapter = Adapter.create(base, AdapterPlan.everything(), new RandomStream(1));
        LlavaModel model = base.with(adapter)) {
      assertCurve(reference, model, "full");
    }
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void ten_steps_of_training_an_adapter_follow_torch_and_peft(Reference reference) {
    try (LlavaModel base = reference.load(Precision.F32);
        Adapter adapter = AdapterFiles.read(reference.adapter(), base);
        LlavaModel model = base.with(adapter)) {
      assertCurve(reference, model, "lora");
    }
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void an_adapter_made_in_python_gives_the_same_logits_on_top_and_merged(Reference reference) {
    Parity parity = new Parity(reference);
    parity.inference(
        (base, tape, batch) -> {
          float[] before = base.logits(tape, batch).toFloats();
          try (Adapter adapter = AdapterFiles.read(reference.adapter(), base);
              LlavaModel model = base.with(adapter);
              LlavaModel merged = model.merged()) {
            float[] onTop = model.logits(tape, batch).toFloats();
            parity.assertRowsClose("logits with an adapter", onTop, batch, "lora.logits");
            float[] inside = merged.logits(tape, batch).toFloats();
            parity.assertRowsClose("merged logits", inside, batch, "lora.merged_logits");
          }
          assertThat(base.logits(tape, batch).toFloats()).isEqualTo(before);
        });
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void greedy_tokens_are_those_of_transformers_one_by_one_and_in_a_batch(Reference reference) {
    new Parity(reference).assertGreedyTokens();
  }

  private static void assertCurve(Reference reference, LlavaModel model, String kind) {
    Trainer.Settings settings =
        new Trainer.Settings(
            Map.of(Part.VISION, 1e-3, Part.PROJECTOR, 1e-3, Part.LANGUAGE, 1e-3),
            0.01,
            new AdamW.Settings(0.9, 0.999, 1e-8, OptionalDouble.of(1)),
            new LearningRateSchedule(LearningRateSchedule.Shape.LINEAR, 2, 10),
            false);
    double[] losses = reference.list(kind + ".losses");
    double[] norms = reference.list(kind + ".grad_norms");
    try (Scope scope = model.openScope();
        Trainer trainer = new Trainer(model, settings, new RandomStream(1))) {
      Batch batch = reference.batch(scope);
      double worst = 0;
      double worstNorm = 0;
      for (int i = 0; i < losses.length; i++) {
        Trainer.Step step = trainer.step(batch);
        worst = Math.max(worst, Math.abs(step.loss() - losses[i]));
        worstNorm = Math.max(worstNorm, Math.abs(step.gradientNorm() - norms[i]) / norms[i]);
      }
      Parity parity = new Parity(reference);
      parity.report("ten " + kind + " losses", worst, CURVE);
      parity.report("ten " + kind + " gradient norms, relative", worstNorm, Parity.GRADIENT);
    }
  }
}
