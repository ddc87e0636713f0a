package org.pulsebench.mini;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.BadInputException;
import org.pulsebench.RandomStream;
import org.pulsebench.mini.MiniArchitecture.Sizes;
import org.pulsebench.model.Checkpoint;
import org.pulsebench.model.GenerationSettings;
import org.pulsebench.model.config.Precision;
import org.pulsebench.tensor.ElementType;
import org.pulsebench.tensor.Safetensors;
import org.pulsebench.tensor.SafetensorsEntry;
import org.pulsebench.tensor.SafetensorsWriter;

class Bfloat16CheckpointTest {

  private static final String NORM = "model.language_model.norm.weight";

  @TempDir Path directory;
  private Path source;
  private Path target;

  @BeforeEach
  void write() throws Exception {
    source = Files.createDirectory(directory.resolve("float32"));
    target = directory.resolve("bfloat16");
    int size =
        TokenizerFiles.write(source, new BytePairVocabulary(List.of()), List.of("USER:"), 64);
    MiniArchitecture.writeInitial(
        source,
        new RandomStream(1),
        size,
        new Sizes(32, 16, 16, 32, 2, 2, 8, 16, 2, 2, 64, false, true));
  }

  @Test
  void every_weight_is_the_nearest_bfloat16_number() {
    Bfloat16Checkpoint.write(source, target);
    try (Safetensors before = Safetensors.open(source);
        Safetensors after = Safetensors.open(target)) {
      assertThat(after.entries().keySet()).isEqualTo(before.entries().keySet());
      for (SafetensorsEntry entry : before.entries().values()) {
        SafetensorsEntry rounded = after.find(entry.name()).orElseThrow();
        assertThat(rounded.type()).isEqualTo(ElementType.BF16);
        assertThat(rounded.shape()).isEqualTo(entry.shape());
        ByteBuffer expected = ByteBuffer.allocate((int) rounded.byteSize());
        expected.order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer values = before.map(entry);
        while (values.hasRemaining()) {
          expected.putShort(nearest(values.getFloat()));
        }
        assertThat(after.map(rounded)).as(entry.name()).isEqualTo(expected.flip());
      }
    }
  }

  /** The upper half of the bits, one more if the lower half is past the middle or makes it even. */
  private static short nearest(float value) {
    int bits = Float.floatToRawIntBits(value);
    int upper = bits >>> 16;
    int lower = bits & 0xFFFF;
    boolean up = lower > 0x8000 || (lower == 0x8000 && upper % 2 == 1);
    return (short) (upper + (up ? 1 : 0));
  }

  @Test
  void a_number_in_the_middle_goes_to_the_even_neighbour() {
    float step = 0x1p-7f;
    replaceNorm(
        1 + step / 2,
        1 + 3 * step / 2,
        -(1 + step / 2),
        -(1 + 3 * step / 2),
        1 + step / 2 + 0x1p-23f,
        1 + 3 * step / 2 - 0x1p-23f,
        Float.MIN_VALUE,
        -0.0f);
    Bfloat16Checkpoint.write(source, target);
    assertThat(norm())
        .containsExactly(1, 1 + 2 * step, -1, -(1 + 2 * step), 1 + step, 1 + step, 0, -0.0f);
  }

  private void replaceNorm(float... values) {
    try (Safetensors file = Safetensors.open(source)) {
      List<SafetensorsWriter.Source> tensors = new ArrayList<>();
      for (SafetensorsEntry entry : file.entries().values()) {
        ByteBuffer bytes = file.map(entry);
        if (entry.name().equals(NORM)) {
          assertThat(entry.shape()).isEqualTo(new Shape(values.length));
          for (float value : values) {
            bytes.putFloat(value);
          }
          bytes.flip();
        }
        tensors.add(SafetensorsWriter.Source.of(entry.name(), entry.type(), entry.shape(), bytes));
      }
      SafetensorsWriter.write(source.resolve("model.safetensors"), Map.of("format", "pt"), tensors);
    }
  }

  private float[] norm() {
    try (Safetensors file = Safetensors.open(target)) {
      ByteBuffer bytes = file.map(file.find(NORM).orElseThrow());
      float[] values = new float[bytes.remaining() / 2];
      for (int i = 0; i < values.length; i++) {
        values[i] = Float.intBitsToFloat(bytes.getShort() << 16);
      }
      return values;
    }
  }

  @Test
  void the_half_is_a_whole_checkpoint_and_loads_in_float32() {
    Bfloat16Checkpoint.write(source, target);
    assertThat(target.resolve("model.safetensors").toFile().length())
        .isLessThan(source.resolve("model.safetensors").toFile().length() * 2 / 3);
    for (String name :
        List.of(
            "config.json",
            "generation_config.json",
            "tokenizer.json",
            "tokenizer_config.json",
            "chat_template.jinja",
            "preprocessor_config.json",
            "processor_config.json")) {
      assertThat(target.resolve(name)).hasSameBinaryContentAs(source.resolve(name));
    }
    try (Checkpoint checkpoint = Checkpoint.load(target, Precision.F32, Device.cpu())) {
      GenerationSettings settings = GenerationSettings.greedy(checkpoint.model().config(), 2);
      checkpoint.answer(
          checkpoint.conversation().orElseThrow().prompt("a?", 0), List.of(), settings);
    }
  }

  @Test
  void a_checkpoint_is_not_written_over_itself() {
    assertThatThrownBy(() -> Bfloat16Checkpoint.write(source, source))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must be another directory");
  }

  @Test
  void what_is_no_checkpoint_is_named() {
    assertThatThrownBy(() -> Bfloat16Checkpoint.write(directory, target))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("Checkpoint file is missing: " + directory.resolve("config.json"));
    assertThat(target).doesNotExist();
  }
}
