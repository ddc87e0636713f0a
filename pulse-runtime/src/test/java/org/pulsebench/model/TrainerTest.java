package org.pulsebench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.DivergedException;
import org.pulsebench.RandomStream;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.LoraTargets;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.PartMode;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.AdamW;
import org.pulsebench.tensor.LearningRateSchedule;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Script;
import org.pulsebench.tensor.ScriptMethod;
import org.pulsebench.tensor.Tape;
import org.pulsebench.tensor.Tensor;

class TrainerTest {

  private static final AdapterPlan DROPOUT_IN_EVERY_PART =
      new AdapterPlan(
          Map.of(
              Part.VISION, PartMode.LORA,
              Part.PROJECTOR, PartMode.LORA,
              Part.LANGUAGE, PartMode.LORA),
          new LoraSettings(4, 8, 0.1, false, new LoraTargets.AllLinear()));

  /** The projector's draws are then the first of a step. */
  private static final AdapterPlan DROPOUT_BEHIND_A_FROZEN_TOWER =
      new AdapterPlan(
          Map.of(Part.PROJECTOR, PartMode.LORA, Part.LANGUAGE, PartMode.LORA),
          DROPOUT_IN_EVERY_PART.lora());

  private static final Script LOSSES =
      Script.compile(
          List.of(
              ScriptMethod.of(
                  "infinite", List.of("x: Tensor"), "Tensor", "return torch.div(x, 0.)"),
              ScriptMethod.of(
                  "steep", List.of("x: Tensor"), "Tensor", "return torch.sqrt(torch.mul(x, 0.))")));

  private final Reference reference = Reference.of("mha-untied");

  private LlavaModel base;
  private Adapter adapter;
  private LlavaModel model;
  private Scope scope;
  private Batch batch;

  @TempDir Path directory;

  @BeforeEach
  void load() {
    base = reference.load(Precision.F32);
    adapter = AdapterFiles.read(reference.adapter(), base);
    model = base.with(adapter);
    scope = model.openScope();
    batch = reference.batch(scope);
  }

  @AfterEach
  void close() {
    scope.close();
    model.close();
    adapter.close();
    base.close();
  }

  /** Ways in which a step can fail, each with a part of its message. */
  private enum Failure {
    LOSS_IS_NAN("The loss left the finite numbers: training step 3, batch of "),
    LOSS_IS_INFINITE("training step 3, a loss of the caller's own\n  found a loss of Infinity"),
    GRADIENT_IS_NAN("The gradient left the finite numbers: optimizer step 3"),
    LOSS_BREAKS_OFF("broken off");

    private final String message;

    Failure(String message) {
      this.message = message;
    }
  }

  @ParameterizedTest
  @EnumSource(Failure.class)
  void a_step_that_fails_says_so_and_training_goes_on_as_if_it_had_not_been_tried(Failure failure) {
    List<Double> expected = Training.run(model, reference, 5);
    Map<String, ByteBuffer> trained = Training.bytes(adapter);
    try (Adapter second = AdapterFiles.read(reference.adapter(), base);
        LlavaModel other = base.with(second);
        Trainer trainer = new Trainer(other, Training.KEEPING, new RandomStream(5))) {
      for (int i = 0; i < 5; i++) {
        if (i == 2) {
          Map<String, ByteBuffer> before = Training.bytes(second);
          assertThatThrownBy(() -> fail(trainer, other, failure))
              .isInstanceOf(
                  failure == Failure.LOSS_BREAKS_OFF
                      ? IllegalStateException.class
                      : DivergedException.class)
              .hasMessageContaining(failure.message);
          assertThat(Training.bytes(second)).isEqualTo(before);
          assertThat(trainer.stepsDone()).isEqualTo(2);
        }
        assertThat(trainer.step(batch).loss()).isEqualTo(expected.get(i));
      }
      assertThat(Training.bytes(second)).isEqualTo(trained);
    }
  }

  private void fail(Trainer trainer, LlavaModel other, Failure failure) {
    switch (failure) {
      case LOSS_IS_NAN -> trainer.step(withPixels(Float.NaN));
      case LOSS_IS_INFINITE -> trainer.step(scripted(other, "infinite"));
      case GRADIENT_IS_NAN -> trainer.step(scripted(other, "steep"));
      case LOSS_BREAKS_OFF ->
          trainer.step(
              tape -> {
                tape.backward(other.meanLoss(tape, batch));
                throw new IllegalStateException("broken off");
              });
    }
  }

  private Function<Tape, Tensor> scripted(LlavaModel other, String method) {
    return tape -> LOSSES.call(tape.scope(), method, other.meanLoss(tape, batch));
  }

  private Batch withPixels(float value) {
    float[] pixels = batch.images().orElseThrow().values().toFloats();
    pixels[100] = value;
    return new Batch(
        batch.sequences(), Optional.of(new Images.Pixels(scope.floats(pixels, 2, 3, 32, 32))));
  }

  static Stream<Arguments> dropoutInBothPrecisions() {
    return Arrays.stream(Precision.values())
        .flatMap(
            precision ->
                Stream.of(DROPOUT_IN_EVERY_PART, DROPOUT_BEHIND_A_FROZEN_TOWER)
                    .map(plan -> Arguments.of(precision, plan)));
  }

  @ParameterizedTest
  @MethodSource("dropoutInBothPrecisions")
  void the_same_seed_gives_the_same_bytes_with_and_without_checkpointing(
      Precision precision, AdapterPlan plan) {
    try (LlavaModel own = reference.load(precision)) {
      List<Double> losses = runWithDropout(own, plan, "first", Training.KEEPING);
      assertThat(runWithDropout(own, plan, "second", Training.KEEPING)).isEqualTo(losses);
      assertThat(runWithDropout(own, plan, "third", Training.CHECKPOINTING)).isEqualTo(losses);
    }
    Map<String, ByteBuffer> first = CheckpointEditor.content(directory.resolve("first"));
    assertThat(first).hasSize(2);
    assertThat(CheckpointEditor.content(directory.resolve("second"))).isEqualTo(first);
    if (precision == Precision.F32) {
      assertThat(CheckpointEditor.content(directory.resolve("third"))).isEqualTo(first);
    }
  }

  private List<Double> runWithDropout(
      LlavaModel own, AdapterPlan plan, String name, Trainer.Settings settings) {
    try (Adapter fresh = Adapter.create(own, plan, new RandomStream(1));
        LlavaModel adapted = own.with(fresh)) {
      Training.fill(fresh, 2);
      List<Double> losses = Training.run(adapted, reference, 4, settings);
      AdapterFiles.write(fresh, directory.resolve(name));
      return losses;
    }
  }

  @Test
  void dropout_draws_anew_in_every_step_and_for_every_seed() {
    try (Adapter fresh = Adapter.create(base, DROPOUT_IN_EVERY_PART, new RandomStream(1));
        LlavaModel adapted = base.with(fresh)) {
      Training.fill(fresh, 2);
      Trainer.Settings still = Training.settings(0, false);
      List<Double> losses = Training.run(adapted, reference, 6, still);
      assertThat(losses).doesNotHaveDuplicates();
      try (Trainer other = new Trainer(adapted, still, new RandomStream(6))) {
        assertThat(losses).doesNotContain(other.step(batch).loss());
      }
      assertThat(Training.logits(adapted, reference))
          .as("inference knows no dropout")
          .isEqualTo(Training.logits(adapted, reference));
    }
  }

  @Test
  void without_dropout_a_rate_of_zero_changes_nothing() {
    Map<String, ByteBuffer> before = Training.bytes(adapter);
    List<Double> losses = Training.run(model, reference, 3, Training.settings(0, false));
    assertThat(losses).containsOnly(losses.get(0));
    assertThat(Training.bytes(adapter)).isEqualTo(before);
  }

  @Test
  void each_part_moves_at_its_own_rate() {
    Trainer.Settings projectorOnly = settings(Map.of(Part.PROJECTOR, 1e-2, Part.LANGUAGE, 0.0));
    Map<String, ByteBuffer> before = Training.bytes(adapter);
    Training.run(model, reference, 2, projectorOnly);
    Training.bytes(adapter)
        .forEach(
            (name, bytes) ->
                assertThat(bytes.equals(before.get(name)))
                    .as(name)
                    .isEqualTo(!name.contains("projector")));
  }

  @Test
  void a_part_without_a_rate_is_refused_and_nothing_is_left_open() {
    int open = base.parameter("lm_head.weight").scope().size();
    assertThatThrownBy(
            () -> new Trainer(model, settings(Map.of(Part.LANGUAGE, 1e-3)), new RandomStream(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the adapter trains part PROJECTOR, which has no learning rate");
    assertThat(base.parameter("lm_head.weight").scope().size()).isEqualTo(open);
  }

  @Test
  void a_model_without_an_adapter_has_nothing_to_train() {
    assertThatThrownBy(() -> new Trainer(base, Training.KEEPING, new RandomStream(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a model without an adapter has nothing to train");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void an_adapter_is_learned_with_bfloat16_weights_too(boolean checkpointing) {
    try (LlavaModel half = reference.load(Precision.BF16);
        Adapter own = AdapterFiles.read(reference.adapter(), half);
        LlavaModel adapted = half.with(own)) {
      List<Double> losses =
          Training.run(adapted, reference, 8, Training.settings(1e-2, checkpointing));
      assertThat(losses.get(7)).isLessThan(losses.get(0) - 0.5);
    }
  }

  @Test
  void a_loss_may_compare_the_model_with_its_own_base() {
    try (Trainer trainer = new Trainer(model, Training.KEEPING, new RandomStream(1))) {
      List<Double> losses =
          IntStream.range(0, 4)
              .mapToObj(
                  i ->
                      trainer.step(
                          tape -> {
                            float ofBase = referenceLoss();
                            Tensor loss = model.meanLoss(tape, batch);
                            assertThat(ofBase).isFinite();
                            return loss;
                          }))
              .map(Trainer.Step::loss)
              .toList();
      assertThat(losses).isEqualTo(expectedLosses());
    }
  }

  private float referenceLoss() {
    try (Tape tape = Tape.inference(scope)) {
      return base.meanLoss(tape, batch).item();
    }
  }

  private List<Double> expectedLosses() {
    try (Adapter own = AdapterFiles.read(reference.adapter(), base);
        LlavaModel other = base.with(own);
        Trainer trainer = new Trainer(other, Training.KEEPING, new RandomStream(1))) {
      return IntStream.range(0, 4).mapToObj(i -> trainer.step(batch).loss()).toList();
    }
  }

  private static Trainer.Settings settings(Map<Part, Double> rates) {
    return new Trainer.Settings(
        rates, 0.01, AdamW.Settings.DEFAULT, LearningRateSchedule.constant(), false);
  }
}
