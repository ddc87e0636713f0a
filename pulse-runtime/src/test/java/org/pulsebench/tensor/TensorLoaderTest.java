package org.pulsebench.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pulsebench.EnvironmentException;
import org.pulsebench.RandomStream;

class TensorLoaderTest {

  /** More than two pieces of float32, and no whole number of them. */
  private static final int MANY = 600_011;

  @TempDir Path directory;
  private Scope scope;

  @BeforeEach
  void open() {
    scope = Scope.open(Device.cpu());
  }

  @AfterEach
  void close() {
    scope.close();
  }

  @ParameterizedTest
  @CsvSource({"F32, F32", "F32, BF16", "F16, F32", "F16, BF16", "BF16, F32", "BF16, BF16"})
  void a_tensor_is_what_a_cast_of_the_whole_makes_of_it(ElementType stored, ElementType type) {
    ByteBuffer bytes = numbers(stored, MANY);
    try (Safetensors file = file(stored, bytes);
        TensorLoader loader = new TensorLoader(file, type, scope)) {
      Tensor loaded = loader.load(file.find("w").orElseThrow());
      assertThat(loaded.type()).isEqualTo(type);
      assertThat(loaded.shape()).isEqualTo(new Shape(MANY));
      Tensor whole = scope.copy(bytes, stored, new Shape(MANY)).castTo(type, scope);
      assertThat(loaded.toBytes()).isEqualTo(whole.toBytes());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"F32", "BF16"})
  void a_tensor_of_the_right_type_is_the_file_itself_and_outlives_loader_and_file(
      ElementType type) {
    ByteBuffer bytes = numbers(type, 5000);
    Tensor loaded;
    try (Safetensors file = file(type, bytes);
        TensorLoader loader = new TensorLoader(file, type, scope)) {
      loaded = loader.load(file.find("w").orElseThrow());
    }
    System.gc();
    byte[] expected = new byte[bytes.capacity()];
    bytes.get(0, expected);
    assertThat(loaded.toBytes()).isEqualTo(expected);
  }

  @Test
  void pieces_leave_nothing_behind() {
    try (Safetensors file = file(ElementType.F16, numbers(ElementType.F16, MANY))) {
      int before = scope.size();
      try (TensorLoader loader = new TensorLoader(file, ElementType.F32, scope)) {
        loader.load(file.find("w").orElseThrow()).close();
      }
      assertThat(scope.size()).isEqualTo(before);
    }
  }

  @Test
  void scalars_and_tensors_without_elements_are_loaded() {
    SafetensorsWriter.write(
        directory.resolve("w.safetensors"),
        Map.of(),
        List.of(
            SafetensorsWriter.Source.of(
                "none", ElementType.F16, new Shape(0, 3), ByteBuffer.allocate(0)),
            SafetensorsWriter.Source.of(
                "one", ElementType.F16, new Shape(), ByteBuffer.wrap(new byte[] {0, 0x3C}))));
    try (Safetensors file = Safetensors.open(directory.resolve("w.safetensors"));
        TensorLoader loader = new TensorLoader(file, ElementType.F32, scope)) {
      assertThat(loader.load(file.find("none").orElseThrow()).shape()).isEqualTo(new Shape(0, 3));
      assertThat(loader.load(file.find("one").orElseThrow()).item()).isEqualTo(1f);
      assertThat(loader.ends(scope, file.find("none").orElseThrow(), 4).toFloats()).isEmpty();
      assertThat(loader.ends(scope, file.find("one").orElseThrow(), 4).toFloats())
          .containsExactly(1f);
    }
  }

  @ParameterizedTest
  @CsvSource({"7", "8", "9", "5000"})
  void the_ends_of_a_tensor_are_those_of_its_values(int elements) {
    ByteBuffer bytes = numbers(ElementType.BF16, elements);
    try (Safetensors file = file(ElementType.BF16, bytes);
        TensorLoader loader = new TensorLoader(file, ElementType.F32, scope)) {
      Tensor whole = scope.copy(bytes, ElementType.BF16, new Shape(elements));
      assertThat(loader.ends(scope, file.find("w").orElseThrow(), 4).toFloats())
          .containsExactly(whole.ends(scope, 4).toFloats());
    }
  }

  @Test
  void a_part_of_a_tensor_is_read_within_its_bounds() {
    ByteBuffer bytes = numbers(ElementType.F32, 8);
    try (Safetensors file = file(ElementType.F32, bytes)) {
      SafetensorsEntry entry = file.find("w").orElseThrow();
      ByteBuffer part = ByteBuffer.allocateDirect(8).order(ByteOrder.LITTLE_ENDIAN);
      file.read(entry, 12, part);
      assertThat(part.getFloat(0)).isEqualTo(bytes.getFloat(12));
      assertThatThrownBy(() -> file.read(entry, 28, part.clear()))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void a_file_that_became_shorter_is_reported() throws IOException {
    try (Safetensors file = file(ElementType.F16, numbers(ElementType.F16, MANY));
        TensorLoader loader = new TensorLoader(file, ElementType.F32, scope)) {
      try (var channel =
          FileChannel.open(directory.resolve("w.safetensors"), StandardOpenOption.WRITE)) {
        channel.truncate(MANY);
      }
      assertThatThrownBy(() -> loader.load(file.find("w").orElseThrow()))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContaining("Cannot read the checkpoint", "w.safetensors")
          .hasMessageContaining("the file became shorter while it was read");
    }
  }

  private Safetensors file(ElementType type, ByteBuffer bytes) {
    Path path = directory.resolve("w.safetensors");
    Shape shape = new Shape(bytes.capacity() / type.bytes());
    SafetensorsWriter.write(
        path, Map.of(), List.of(SafetensorsWriter.Source.of("w", type, shape, bytes)));
    return Safetensors.open(path);
  }

  /** Finite numbers of every exponent that half precision has. */
  private static ByteBuffer numbers(ElementType type, int count) {
    RandomStream random = new RandomStream(count);
    ByteBuffer bytes =
        ByteBuffer.allocateDirect(count * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      int bits = random.nextInt(1 << 16);
      switch (type) {
        case F32 ->
            bytes.putFloat((float) Math.scalb(random.nextGaussian(), random.nextInt(40) - 20));
        case F16 -> bytes.putShort((short) (bits & 0xFBFF));
        default -> bytes.putShort((short) (bits & 0xFF7F));
      }
    }
    return bytes.flip();
  }
}
