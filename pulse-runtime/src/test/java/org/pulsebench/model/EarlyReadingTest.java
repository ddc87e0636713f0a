package org.pulsebench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.RandomStream;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tape;
import org.pulsebench.tensor.Tensor;

class EarlyReadingTest {

  private static final int IGNORED = Batch.IGNORED;
  private static final Batch BATCH =
      Batch.ofText(
          List.of(
              new Batch.Sequence(
                  new int[] {1, 20, 30, 40, 50}, new int[] {IGNORED, IGNORED, 30, 40, 50}),
              new Batch.Sequence(new int[] {1, 60, 70}, new int[] {IGNORED, IGNORED, 70})));

  /** Of the same tokens, one of them to be known as another. */
  private static final List<Batch.Sequence> MEANT =
      List.of(
          new Batch.Sequence(
              new int[] {1, 20, 30, 40, 50}, new int[] {IGNORED, IGNORED, 99, IGNORED, IGNORED}),
          new Batch.Sequence(new int[] {1, 60, 70}, new int[] {IGNORED, IGNORED, 70}));

  @TempDir Path directory;

  private Checkpoint whole;
  private Checkpoint firstLayer;

  @BeforeEach
  void load() throws IOException {
    Path deep = TinyCheckpoint.writeTextOnly(Files.createDirectory(directory.resolve("deep")));
    Path shallow = directory.resolve("shallow");
    CheckpointEditor.copy(deep, shallow);
    CheckpointEditor.json(shallow.resolve("config.json"), file -> file.put("num_hidden_layers", 1));
    CheckpointEditor.tensors(
        shallow.resolve("model.safetensors"),
        tensors -> tensors.keySet().removeIf(name -> name.contains("layers.1.")));
    whole = Checkpoint.load(deep, Precision.F32, Device.cpu());
    firstLayer = Checkpoint.load(shallow, Precision.F32, Device.cpu());
  }

  @AfterEach
  void close() {
    whole.close();
    firstLayer.close();
  }

  private static double loss(Checkpoint checkpoint, BiFunction<LlavaModel, Tape, Tensor> loss) {
    LlavaModel model = checkpoint.model();
    try (Scope scope = model.openScope();
        Tape tape = Tape.inference(scope)) {
      return loss.apply(model, tape).item();
    }
  }

  private double loss(double weight) {
    EarlyReading early = new EarlyReading(1, weight, MEANT);
    return loss(whole, (model, tape) -> model.meanLoss(tape, BATCH, early));
  }

  @Test
  void what_is_read_early_is_what_a_model_of_these_layers_says() {
    double last = loss(whole, (model, tape) -> model.meanLoss(tape, BATCH));
    double early = loss(firstLayer, (model, tape) -> model.meanLoss(tape, Batch.ofText(MEANT)));
    assertThat(last).isNotCloseTo(early, within(1e-2));
    assertThat(loss(0)).isCloseTo(last, within(1e-6));
    assertThat(loss(1)).isCloseTo(last + early, within(1e-5));
    assertThat(loss(0.25)).isCloseTo(last + early / 4, within(1e-5));
  }

  @Test
  void activation_checkpointing_changes_no_parameter_by_more_than_rounding() {
    Map<String, ByteBuffer> kept = trained(false);
    Map<String, ByteBuffer> computedTwice = trained(true);
    assertThat(kept.keySet()).isEqualTo(computedTwice.keySet()).isNotEmpty();
    kept.forEach(
        (name, bytes) -> {
          float[] one = floats(bytes);
          float[] other = floats(computedTwice.get(name));
          for (int i = 0; i < one.length; i++) {
            assertThat(other[i]).as(name).isCloseTo(one[i], within(1e-4f));
          }
        });
  }

  private Map<String, ByteBuffer> trained(boolean checkpointing) {
    try (Adapter adapter =
            Adapter.create(whole.model(), AdapterPlan.everything(), new RandomStream(1));
        LlavaModel model = whole.model().with(adapter);
        Trainer trainer =
            new Trainer(model, Training.settings(1e-3, checkpointing), new RandomStream(2))) {
      for (int i = 0; i < 3; i++) {
        trainer.step(tape -> model.meanLoss(tape, BATCH, new EarlyReading(1, 1, MEANT)));
      }
      return Training.bytes(adapter);
    }
  }

  private static float[] floats(ByteBuffer bytes) {
    ByteBuffer values = bytes.duplicate().order(java.nio.ByteOrder.LITTLE_ENDIAN);
    float[] floats = new float[values.remaining() / Float.BYTES];
    values.asFloatBuffer().get(floats);
    return floats;
  }

  @Test
  void a_reading_after_the_last_layer_is_not_early() {
    EarlyReading late = new EarlyReading(2, 1, MEANT);
    assertThatThrownBy(() -> loss(whole, (model, tape) -> model.meanLoss(tape, BATCH, late)))
        .hasMessageContaining("fewer than the decoder's 2");
    assertThatThrownBy(() -> new EarlyReading(0, 1, MEANT)).hasMessageContaining("layers");
    assertThatThrownBy(() -> new EarlyReading(1, Double.NaN, MEANT)).hasMessageContaining("weight");
  }

  @Test
  void other_sequences_than_the_batch_has_are_refused() {
    EarlyReading other = new EarlyReading(1, 1, MEANT.subList(0, 1));
    assertThatThrownBy(() -> loss(whole, (model, tape) -> model.meanLoss(tape, BATCH, other)))
        .hasMessageContaining("as in the batch");
  }
}
