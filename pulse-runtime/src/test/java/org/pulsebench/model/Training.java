package org.pulsebench.model;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.pulsebench.RandomStream;
import org.pulsebench.model.config.Part;
import org.pulsebench.tensor.AdamW;
import org.pulsebench.tensor.LearningRateSchedule;
import org.pulsebench.tensor.Scope;
import org.pulsebench.tensor.Tape;
import org.pulsebench.tensor.Tensor;

/** Short runs of training on a reference batch. */
final class Training {

  /** Every part at a rate at which a few steps show. */
  static final Trainer.Settings KEEPING = settings(1e-2, false);

  static final Trainer.Settings CHECKPOINTING = settings(1e-2, true);

  private Training() {}

  static Trainer.Settings settings(double rate, boolean checkpointing) {
    return new Trainer.Settings(
        Map.of(Part.VISION, rate, Part.PROJECTOR, rate, Part.LANGUAGE, rate),
        0.01,
        AdamW.Settings.DEFAULT,
        LearningRateSchedule.constant(),
        checkpointing);
  }

  /** Returns the losses before each step. */
  static List<Double> run(LlavaModel model, Reference reference, int steps) {
    return run(model, reference, steps, KEEPING);
  }

  static List<Double> run(
      LlavaModel model, Reference reference, int steps, Trainer.Settings settings) {
    try (Scope scope = model.openScope();
        Trainer trainer = new Trainer(model, settings, new RandomStream(5))) {
      Batch batch = reference.batch(scope);
      return IntStream.range(0, steps).mapToObj(i -> trainer.step(batch).loss()).toList();
    }
  }

  static float[] logits(LlavaModel model, Reference reference) {
    try (Scope scope = model.openScope();
        Tape tape = Tape.inference(scope)) {
      return model.logits(tape, reference.batch(scope)).toFloats();
    }
  }

  /** Gives every low-rank update small random values, so that none of them is without effect. */
  static void fill(Adapter adapter, long seed) {
    for (AdapterParameter parameter : adapter.parameters()) {
      RandomStream random = new RandomStream(seed).child(parameter.name());
      if (parameter.name().contains(".lora_")) {
        Tensor values = parameter.values();
        float[] draws = new float[(int) values.shape().size()];
        for (int i = 0; i < draws.length; i++) {
          draws[i] = (float) (0.1 * random.nextGaussian());
        }
        try (Tensor filled = values.scope().floats(draws, values.shape().getShape())) {
          values.assign(filled);
        }
      }
    }
  }

  static Map<String, ByteBuffer> bytes(Adapter adapter) {
    Map<String, ByteBuffer> bytes = new LinkedHashMap<>();
    adapter
        .parameters()
        .forEach(each -> bytes.put(each.name(), ByteBuffer.wrap(each.values().toBytes())));
    return bytes;
  }

  static Map<String, ByteBuffer> bytes(LlavaModel model) {
    Map<String, ByteBuffer> bytes = new LinkedHashMap<>();
    model
        .layout()
        .parameters()
        .forEach(
            each ->
                bytes.put(each.name(), ByteBuffer.wrap(model.parameter(each.name()).toBytes())));
    return bytes;
  }
}
