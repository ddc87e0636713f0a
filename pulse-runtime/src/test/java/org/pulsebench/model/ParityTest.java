package org.pulsebench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.AdamW;
import org.pulsebench.tensor.LearningRateSchedule;
import org.pulsebench.RandomStream;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tape;
import org.pulsebench.tensor.Tensor;

/**
 * The numbers of transformers and PEFT, computed by {@code src/test/python/make_reference.py},
 * against ours.
 *
 * <p>Every test prints the deviation it found.
 */
class ParityTest {

  private static final double LOGITS = 1e-4;
  private static final double LOSS = 1e-5;
  private static final double GRADIENT = 1e-3;
  private static final double CURVE = 1e-4;
  private static final double BFLOAT16_LOSS = 1e-2;

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void logits_are_those_of_transformers(Reference reference) {
    inference(
        reference,
        (model, tape, batch) -> {
          float[] found = model.logits(tape, batch).toFloats();
          assertRowsClose(reference, "logits", found, batch, reference.expected("logits"), LOGITS);
        });
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void log_probabilities_of_tokens_and_sequences_are_those_of_transformers(Reference reference) {
    inference(
        reference,
        (model, tape, batch) -> {
          float[] expected = reference.expected("token_log_probs");
          float[] tokens = model.tokenLogProbs(tape, batch).toFloats();
          LabelPositions labels = LabelPositions.of(batch);
          double worst = 0;
          for (int i = 0; i < tokens.length; i++) {
            long row = labels.rows()[i];
            long column = labels.positions()[i] - row * batch.tokens();
            worst =
                Math.max(
                    worst,
                    Math.abs(tokens[i] - expected[(int) (row * (batch.tokens() - 1) + column)]));
          }
          report(reference, "token log-probabilities", worst, LOGITS);
          assertClose(
              reference,
              "sequence log-probabilities",
              model.sequenceLogProbs(tape, batch).toFloats(),
              reference.expected("sequence_log_probs"),
              LOGITS);
        });
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void hidden_states_are_those_of_transformers(Reference reference) {
    inference(
        reference,
        (model, tape, batch) -> {
          float[] middle = model.hiddenStates(tape, batch, 1).toFloats();
          assertRowsClose(
              reference,
              "hidden state 1",
              middle,
              batch,
              reference.expected("hidden_states.1"),
              LOGITS);
          float[] last =
              model.hiddenStates(tape, batch, model.config().decoder().layers()).toFloats();
          assertRowsClose(
              reference,
              "last hidden state",
              last,
              batch,
              reference.expected("hidden_states.before_norm"),
              LOGITS);
        });
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#multimodal")
  void vision_and_image_features_are_those_of_transformers(Reference reference) {
    inference(
        reference,
        (model, tape, batch) -> {
          Tensor seen = model.visionFeatures(tape.scope(), batch.images().orElseThrow().values());
          assertClose(
              reference,
              "vision features",
              seen.toFloats(),
              reference.expected("vision_hidden"),
              LOGITS);
          Tensor projected = model.imageFeatures(tape.scope(), new Images.VisionFeatures(seen));
          assertClose(
              reference,
              "image features",
              projected.toFloats(),
              reference.expected("image_features"),
              LOGITS);
          float[] reused =
              model
                  .logits(
                      tape,
                      new Batch(
                          batch.sequences(),
                          java.util.Optional.of(new Images.ImageFeatures(projected))))
                  .toFloats();
          assertThat(reused).isEqualTo(model.logits(tape, batch).toFloats());
        });
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void loss_is_that_of_transformers_in_float32_and_bfloat16(Reference reference) {
    double expected = reference.numbers().get("loss").doubleValue();
    inference(
        reference,
        (model, tape, batch) ->
            report(
                reference,
                "relative loss",
                Math.abs(model.meanLoss(tape, batch).item() - expected) / expected,
                LOSS));
    double half = reference.numbers().get("bf16.loss").doubleValue();
    try (LlavaModel model = reference.load(Precision.BF16);
        Scope scope = model.openScope();
        Tape tape = Tape.inference(scope)) {
      report(
          reference,
          "bfloat16 loss",
          Math.abs(model.meanLoss(tape, reference.batch(scope)).item() - half),
          BFLOAT16_LOSS);
      try (Adapter adapter = AdapterFiles.read(reference.adapter(), model);
          LlavaModel adapted = model.with(adapter)) {
        double lora = reference.numbers().get("bf16.lora_loss").doubleValue();
        report(
            reference,
            "bfloat16 loss with an adapter",
            Math.abs(adapted.meanLoss(tape, reference.batch(scope)).item() - lora),
            BFLOAT16_LOSS);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void gradients_of_all_parameters_are_those_of_transformers(Reference reference) {
    for (boolean checkpointing : new boolean[] {false, true}) {
      try (LlavaModel base = reference.load(Precision.F32);
          Adapter adapter = Adapter.create(base, AdapterPlan.everything(), new RandomStream(1));
          LlavaModel model = base.with(adapter)) {
        assertGradients(reference, model, "full.gradients.", "", checkpointing);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void gradients_of_an_adapter_are_those_of_peft(Reference reference) {
    for (boolean checkpointing : new boolean[] {false, true}) {
      try (LlavaModel base = reference.load(Precision.F32);
          Adapter adapter = AdapterFiles.read(reference.adapter(), base);
          LlavaModel model = base.with(adapter)) {
        assertGradients(reference, model, "lora.gradients.", "base_model.model.", checkpointing);
      }
    }
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
    inference(
        reference,
        (base, tape, batch) -> {
          float[] before = base.logits(tape, batch).toFloats();
          try (Adapter adapter = AdapterFiles.read(reference.adapter(), base);
              LlavaModel model = base.with(adapter);
              LlavaModel merged = model.merged()) {
            assertRowsClose(
                reference,
                "logits with an adapter",
                model.logits(tape, batch).toFloats(),
                batch,
                reference.expected("lora.logits"),
                LOGITS);
            assertRowsClose(
                reference,
                "merged logits",
                merged.logits(tape, batch).toFloats(),
                batch,
                reference.expected("lora.merged_logits"),
                LOGITS);
          }
          assertThat(base.logits(tape, batch).toFloats()).isEqualTo(before);
        });
  }

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void greedy_tokens_are_those_of_transformers_one_by_one_and_in_a_batch(Reference reference) {
    try (LlavaModel model = reference.load(Precision.F32);
        Scope scope = model.openScope()) {
      GenerationSettings settings =
          new GenerationSettings(
              24,
              java.util.Set.of(reference.numbers().get("eos_token").intValue()),
              new Sampling.Greedy());
      List<Batch.Sequence> prompts = new ArrayList<>();
      for (int row = 0; row < 3; row++) {
        Batch prompt = reference.prompt(scope, row);
        prompts.addAll(prompt.sequences());
        assertThat(Generator.generate(model, prompt, settings))
            .containsExactly(greedy(reference, row));
      }
      Batch together = new Batch(prompts, reference.batch(scope).images());
      assertThat(Generator.generate(model, together, settings))
          .containsExactly(greedy(reference, 0), greedy(reference, 1), greedy(reference, 2));
    }
  }

  private static int[] greedy(Reference reference, int row) {
    return Arrays.stream(reference.list("greedy." + row)).mapToInt(value -> (int) value).toArray();
  }

  private interface Check {
    void run(LlavaModel model, Tape tape, Batch batch);
  }

  private static void inference(Reference reference, Check check) {
    try (LlavaModel model = reference.load(Precision.F32);
        Scope scope = model.openScope();
        Tape tape = Tape.inference(scope)) {
      check.run(model, tape, reference.batch(scope));
    }
  }

  private static void assertGradients(
      Reference reference, LlavaModel model, String prefix, String root, boolean checkpointing) {
    Function<Scope, Tape> start =
        scope ->
            checkpointing
                ? Tape.checkpointing(scope, new RandomStream(1))
                : Tape.recording(scope, new RandomStream(1));
    try (Scope scope = model.openScope();
        Tape tape = start.apply(scope)) {
      tape.backward(model.meanLoss(tape, reference.batch(scope)));
      double worst = 0;
      List<String> names = reference.expectedNames(prefix);
      assertThat(names).isNotEmpty();
      for (String name : names) {
        Tensor parameter =
            model.adapter().orElseThrow().parameters().stream()
                .filter(candidate -> (root + candidate.name()).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name))
                .values();
        float[] expected = reference.expected(prefix + name);
        float[] found =
            parameter
                .gradient(scope)
                .orElseThrow(() -> new AssertionError("no gradient for " + name))
                .toFloats();
        double largest = 0;
        double deviation = 0;
        for (int i = 0; i < expected.length; i++) {
          largest = Math.max(largest, Math.abs(expected[i]));
          deviation = Math.max(deviation, Math.abs(expected[i] - found[i]));
        }
        assertThat(deviation / largest).as(name).isLessThan(GRADIENT);
        worst = Math.max(worst, deviation / largest);
      }
      report(
          reference,
          names.size()
              + " "
              + prefix
              + "* relative to the largest entry"
              + (checkpointing ? ", checkpointed" : ""),
          worst,
          GRADIENT);
    }
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
      report(reference, "ten " + kind + " losses", worst, CURVE);
      report(reference, "ten " + kind + " gradient norms, relative", worstNorm, GRADIENT);
    }
  }

  /** Compares what stands before each row's padding. */
  private static void assertRowsClose(
      Reference reference,
      String what,
      float[] found,
      Batch batch,
      float[] expected,
      double tolerance) {
    assertThat(found).hasSameSizeAs(expected);
    int width = expected.length / (batch.rows() * batch.tokens());
    double worst = 0;
    for (int row = 0; row < batch.rows(); row++) {
      int from = row * batch.tokens() * width;
      for (int i = from; i < from + batch.sequences().get(row).length() * width; i++) {
        worst = Math.max(worst, Math.abs(found[i] - expected[i]));
      }
    }
    report(reference, what, worst, tolerance);
  }

  private static void assertClose(
      Reference reference, String what, float[] found, float[] expected, double tolerance) {
    assertThat(found).hasSameSizeAs(expected);
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      worst = Math.max(worst, Math.abs(found[i] - expected[i]));
    }
    report(reference, what, worst, tolerance);
  }

  private static void report(Reference reference, String what, double deviation, double tolerance) {
    System.out.printf(
        "parity %-12s %-60s %.1e (allowed %.0e)%n", reference, what, deviation, tolerance);
    assertThat(deviation).as("%s, %s", reference, what).isCloseTo(0, within(tolerance));
  }
}
