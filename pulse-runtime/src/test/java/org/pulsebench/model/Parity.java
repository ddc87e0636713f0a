package org.pulsebench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.pulsebench.RandomStream;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tape;
import org.pulsebench.tensor.Tensor;

/**
 * What has to hold between a checkpoint and the numbers computed from it in Python, whatever the
 * checkpoint.
 *
 * <p>Every assertion prints the deviation it found.
 */
public record Parity(Reference reference) {

  static final double LOGITS = 1e-4;
  static final double LOSS = 1e-5;
  static final double GRADIENT = 1e-3;

  /** What is checked of a model in {@code float32}. */
  interface Check {
    void run(LlavaModel model, Tape tape, Batch batch);
  }

  /** Asserts the logits at the positions that are kept. */
  public void assertLogits() {
    inference(
        (model, tape, batch) ->
            assertRowsClose("logits", model.logits(tape, batch).toFloats(), batch, "logits"));
  }

  /** Asserts the log-probabilities of labelled tokens, one by one and summed. */
  public void assertLogProbabilities() {
    inference(
        (model, tape, batch) -> {
          float[] expected = reference.expected("token_log_probs");
          float[] tokens = model.tokenLogProbs(tape, batch).toFloats();
          LabelPositions labels = LabelPositions.of(batch);
          double worst = 0;
          for (int i = 0; i < tokens.length; i++) {
            long row = labels.rows()[i];
            long column = labels.positions()[i] - row * batch.tokens();
            int at = (int) (row * (batch.tokens() - 1) + column);
            worst = Math.max(worst, Math.abs(tokens[i] - expected[at]));
          }
          report("token log-probabilities", worst, LOGITS);
          assertClose(
              "sequence log-probabilities",
              model.sequenceLogProbs(tape, batch).toFloats(),
              "sequence_log_probs",
              LOGITS);
        });
  }

  /** Asserts the hidden states after the first and the last layer. */
  public void assertHiddenStates() {
    inference(
        (model, tape, batch) -> {
          float[] first = model.hiddenStates(tape, batch, 1).toFloats();
          assertRowsClose("hidden state 1", first, batch, "hidden_states.1");
          int layers = model.config().decoder().layers();
          float[] last = model.hiddenStates(tape, batch, layers).toFloats();
          assertRowsClose("last hidden state", last, batch, "hidden_states.before_norm");
        });
  }

  /** Asserts what the vision tower and the projector make of images, and that it can be reused. */
  public void assertImageFeatures() {
    inference(
        (model, tape, batch) -> {
          Images.VisionFeatures seen =
              model.visionFeatures(tape.scope(), (Images.Pixels) batch.images().orElseThrow());
          assertClose("vision features", seen.values().toFloats(), "vision_hidden", LOGITS);
          Images projected = model.imageFeatures(tape.scope(), seen);
          assertClose("image features", projected.values().toFloats(), "image_features", LOGITS);
          Batch reused = new Batch(batch.sequences(), Optional.of(projected));
          assertThat(model.logits(tape, reused).toFloats())
              .isEqualTo(model.logits(tape, batch).toFloats());
        });
  }

  /** Asserts the mean loss in {@code float32}. */
  public void assertLoss() {
    double expected = reference.numbers().get("loss").doubleValue();
    inference(
        (model, tape, batch) ->
            report(
                "relative loss",
                Math.abs(model.meanLoss(tape, batch).item() - expected) / expected,
                LOSS));
  }

  /** Asserts the gradients that are kept when every parameter is trained. */
  public void assertGradients() {
    assertGradients(
        base -> Adapter.create(base, AdapterPlan.everything(), new RandomStream(1)),
        "full.gradients.",
        "");
  }

  /** Asserts an adapter's gradients under a prefix, activations kept and then recomputed. */
  void assertGradients(Function<LlavaModel, Adapter> adapters, String prefix, String root) {
    int count = reference.expectedNames(prefix).size();
    assertThat(count).isPositive();
    for (boolean checkpointing : new boolean[] {false, true}) {
      try (LlavaModel base = reference.load(Precision.F32);
          Adapter adapter = adapters.apply(base);
          LlavaModel model = base.with(adapter)) {
        String what = count + " " + prefix + "* relative to the largest entry";
        report(
            what + (checkpointing ? ", checkpointed" : ""),
            worstGradient(model, prefix, root, checkpointing),
            GRADIENT);
      }
    }
  }

  private double worstGradient(
      LlavaModel model, String prefix, String root, boolean checkpointing) {
    try (Scope scope = model.openScope();
        Tape tape =
            checkpointing
                ? Tape.checkpointing(scope, new RandomStream(1))
                : Tape.recording(scope, new RandomStream(1))) {
      tape.backward(model.meanLoss(tape, reference.batch(scope)));
      double worst = 0;
      for (String name : reference.expectedNames(prefix)) {
        float[] found =
            parameter(model, root, name)
                .gradient(scope)
                .orElseThrow(() -> new AssertionError("no gradient for " + name))
                .toFloats();
        double deviation = relativeToLargest(found, reference.expected(prefix + name));
        assertThat(deviation).as(name).isLessThan(GRADIENT);
        worst = Math.max(worst, deviation);
      }
      return worst;
    }
  }

  private static Tensor parameter(LlavaModel model, String root, String name) {
    return model.adapter().orElseThrow().parameters().stream()
        .filter(candidate -> (root + candidate.name()).equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name))
        .values();
  }

  private static double relativeToLargest(float[] found, float[] expected) {
    double largest = 0;
    double deviation = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      deviation = Math.max(deviation, Math.abs(expected[i] - found[i]));
    }
    return deviation / largest;
  }

  /** Asserts the answers to each row's prompt, alone and in a batch. */
  public void assertGreedyTokens() {
    GenerationSettings settings =
        new GenerationSettings(
            reference.numbers().get("new_tokens").intValue(),
            Set.of(reference.numbers().get("eos_token").intValue()),
            new Sampling.Greedy());
    try (LlavaModel model = reference.load(Precision.F32);
        Scope scope = model.openScope()) {
      Batch batch = reference.batch(scope);
      List<Batch.Sequence> prompts = new ArrayList<>();
      List<int[]> expected = new ArrayList<>();
      for (int row = 0; row < batch.rows(); row++) {
        Batch prompt = reference.prompt(scope, row);
        prompts.addAll(prompt.sequences());
        expected.add(greedy(row));
        assertThat(Generator.generate(model, prompt, settings)).containsExactly(greedy(row));
      }
      Batch together = new Batch(prompts, batch.images());
      assertThat(Generator.generate(model, together, settings)).containsExactlyElementsOf(expected);
    }
  }

  private int[] greedy(int row) {
    return Arrays.stream(reference.list("greedy." + row)).mapToInt(value -> (int) value).toArray();
  }

  void inference(Check check) {
    try (LlavaModel model = reference.load(Precision.F32);
        Scope scope = model.openScope();
        Tape tape = Tape.inference(scope)) {
      check.run(model, tape, reference.batch(scope));
    }
  }

  /**
   * Compares what stands before each row's padding.
   *
   * @param found {@code [rows, tokens, width]}
   * @param expected name of a tensor of the same shape, or of one with only the last positions
   *     before each row's padding
   */
  void assertRowsClose(String what, float[] found, Batch batch, String expected) {
    float[] kept = reference.expected(expected);
    int width = found.length / (batch.rows() * batch.tokens());
    int positions = kept.length / (batch.rows() * width);
    assertThat(kept).hasSize(batch.rows() * positions * width);
    double worst = 0;
    for (int row = 0; row < batch.rows(); row++) {
      int length = batch.sequences().get(row).length();
      int compared = Math.min(length, positions) * width;
      int last = (row * batch.tokens() + length) * width - compared;
      for (int i = 0; i < compared; i++) {
        double deviation = Math.abs(found[last + i] - kept[row * positions * width + i]);
        worst = Math.max(worst, deviation);
      }
    }
    report(what, worst, LOGITS);
  }

  /** Compares all of a tensor with the expected one of a name. */
  public void assertClose(String what, float[] found, String expected, double tolerance) {
    float[] wanted = reference.expected(expected);
    assertThat(found).hasSameSizeAs(wanted);
    double worst = 0;
    for (int i = 0; i < wanted.length; i++) {
      worst = Math.max(worst, Math.abs(found[i] - wanted[i]));
    }
    report(what, worst, tolerance);
  }

  /** Prints a deviation and asserts that it is allowed. */
  public void report(String what, double deviation, double tolerance) {
    System.out.printf(
        "parity %-12s %-60s %.1e (allowed %.0e)%n", reference, what, deviation, tolerance);
    assertThat(deviation).as("%s, %s", reference, what).isCloseTo(0, within(tolerance));
  }
}
