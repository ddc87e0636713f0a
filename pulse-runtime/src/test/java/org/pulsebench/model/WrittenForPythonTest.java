package org.pulsebench.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pulsebench.RandomStream;
import org.pulsebench.model.config.AdapterPlan;
import org.pulsebench.model.config.LoraSettings;
import org.pulsebench.model.config.LoraTargets;
import org.pulsebench.model.config.ModelConfig;
import org.pulsebench.model.config.Part;
import org.pulsebench.model.config.PartMode;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.ElementType;
import org.pulsebench.tensor.SafetensorsWriter;

/**
 * Writes what {@code make_reference.py --verify} opens in transformers and PEFT; each folder has a
 * checkpoint, an adapter that Java trained on it, and both of them merged.
 */
class WrittenForPythonTest {

  private static final Path ROOT = Path.of("target/reference-written");

  @ParameterizedTest
  @MethodSource("org.pulsebench.model.Reference#all")
  void checkpoint_adapter_and_merged_checkpoint_are_read_back(Reference reference)
      throws IOException {
    Path directory = ROOT.resolve(reference.name());
    delete(directory);
    try (LlavaModel original = reference.load(Precision.F32)) {
      CheckpointWriter.write(original, directory.resolve("checkpoint"));
    }
    try (LlavaModel base = load(directory.resolve("checkpoint"));
        Adapter adapter = Adapter.create(base, plan(reference), new RandomStream(1));
        LlavaModel model = base.with(adapter)) {
      List<Double> losses = Training.run(model, reference, 6);
      assertThat(losses.get(5)).isLessThan(losses.get(0));
      AdapterFiles.write(adapter, directory.resolve("adapter"));
      float[] adapted = Training.logits(model, reference);
      writeLogits(
          directory.resolve("java.safetensors"),
          reference,
          Map.of("base_logits", Training.logits(base, reference), "logits", adapted));
      try (LlavaModel merged = model.merged()) {
        CheckpointWriter.write(merged, directory.resolve("merged"));
      }
      try (Adapter read = AdapterFiles.read(directory.resolve("adapter"), base);
          LlavaModel again = base.with(read);
          LlavaModel merged = load(directory.resolve("merged"))) {
        assertThat(Training.logits(again, reference)).isEqualTo(adapted);
        assertThat(Training.logits(merged, reference)).containsExactly(adapted, within(1e-4f));
      }
    }
  }

  /** A different choice of parts and targets for each checkpoint. */
  private static AdapterPlan plan(Reference reference) {
    return switch (reference.name()) {
      case "mha-untied" -> AdapterPlan.languageAndProjector(LoraSettings.of(4, 8));
      case "gqa-tied" ->
          new AdapterPlan(
              Map.of(
                  Part.VISION, PartMode.LORA,
                  Part.PROJECTOR, PartMode.LORA,
                  Part.LANGUAGE, PartMode.LORA),
              new LoraSettings(3, 8, 0.1, true, new LoraTargets.AllLinear()));
      case "sharded" ->
          new AdapterPlan(
              Map.of(Part.PROJECTOR, PartMode.FULL, Part.LANGUAGE, PartMode.LORA),
              new LoraSettings(
                  2,
                  4,
                  0,
                  false,
                  new LoraTargets.Suffixes(List.of("q_proj", "v_proj", "down_proj"))));
      default ->
          new AdapterPlan(
              Map.of(Part.LANGUAGE, PartMode.LORA),
              new LoraSettings(
                  4, 8, 0, false, new LoraTargets.Matching(".*layers\\.[02]\\..*_proj")));
    };
  }

  private static LlavaModel load(Path directory) {
    return LlavaModel.load(directory, Precision.F32, Device.cpu());
  }

  private static void writeLogits(Path file, Reference reference, Map<String, float[]> tensors) {
    int rows = 3;
    int vocabulary = ModelConfig.read(reference.directory()).decoder().vocabSize();
    SafetensorsWriter.write(
        file,
        Map.of(),
        tensors.entrySet().stream()
            .map(
                entry -> {
                  float[] values = entry.getValue();
                  ByteBuffer bytes =
                      ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
                  bytes.asFloatBuffer().put(values);
                  Shape shape = new Shape(rows, values.length / rows / vocabulary, vocabulary);
                  return SafetensorsWriter.Source.of(entry.getKey(), ElementType.F32, shape, bytes);
                })
            .toList());
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> below = Files.walk(directory)) {
        for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
