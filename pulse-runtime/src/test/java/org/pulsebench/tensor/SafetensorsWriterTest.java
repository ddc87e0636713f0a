package org.pulsebench.tensor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.EnvironmentException;
import org.pulsebench.tensor.SafetensorsWriter.Source;

class SafetensorsWriterTest {

  @TempDir Path dir;
  private Path target;

  @BeforeEach
  void nameTarget() {
    target = dir.resolve("adapter_model.safetensors");
  }

  @Test
  void the_bytes_are_those_of_the_reference_implementation() throws IOException {
    SafetensorsWriter.write(
        target, Map.of("format", "pt"), List.of(zeros("b", ElementType.U8, 3), scalar("a", 1.5f)));

    byte[] content = Files.readAllBytes(target);
    String json =
        "{\"__metadata__\":{\"format\":\"pt\"},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]},"
            + "\"b\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[4,7]}}";
    int padded = (json.length() + 7) / 8 * 8;
    ByteBuffer expected = ByteBuffer.allocate(8 + padded + 7).order(ByteOrder.LITTLE_ENDIAN);
    expected.putLong(padded).put((json + " ".repeat(padded - json.length())).getBytes(UTF_8));
    expected.putFloat(1.5f);
    assertThat(content).isEqualTo(expected.array());
  }

  @Test
  void tensors_lie_by_descending_type_then_name_whatever_the_order_given() {
    List<Source> sources =
        List.of(
            zeros("a", ElementType.BOOL, 1),
            zeros("b", ElementType.F16, 1),
            zeros("d", ElementType.F32, 1),
            zeros("c", ElementType.F32, 1),
            zeros("e", ElementType.BF16, 1),
            zeros("f", ElementType.I64, 1),
            zeros("g", ElementType.F64, 1));
    SafetensorsWriter.write(target, Map.of(), sources);
    try (Safetensors read = Safetensors.open(target)) {
      assertThat(
              read.entries().values().stream()
                  .sorted((x, y) -> Long.compare(x.offset(), y.offset()))
                  .map(SafetensorsEntry::name))
          .containsExactly("f", "g", "c", "d", "e", "b", "a");
      assertThat(read.entries().values()).allMatch(e -> e.offset() % e.type().bytes() == 0);
    }
  }

  @Test
  void the_same_content_gives_the_same_bytes() throws IOException {
    Source a = scalar("a", 1f);
    Source b = zeros("b", ElementType.I8, 5);
    Map<String, String> forward = new LinkedHashMap<>();
    forward.put("x", "1");
    forward.put("y", "2");
    Map<String, String> backward = new LinkedHashMap<>();
    backward.put("y", "2");
    backward.put("x", "1");
    SafetensorsWriter.write(target, forward, List.of(a, b));
    byte[] first = Files.readAllBytes(target);
    SafetensorsWriter.write(target, backward, List.of(b, a));
    assertThat(Files.readAllBytes(target)).isEqualTo(first);
  }

  @Test
  void names_and_metadata_of_any_script_survive() {
    Map<String, String> metadata = Map.of("ключ \"\\\n\u0001", "值 😀");
    SafetensorsWriter.write(target, metadata, List.of(scalar("重み.\"q\\\t", 1f)));
    try (Safetensors read = Safetensors.open(target)) {
      assertThat(read.metadata()).isEqualTo(metadata);
      assertThat(read.entries()).containsOnlyKeys("重み.\"q\\\t");
    }
  }

  @Test
  void nothing_but_a_header_is_written_for_no_tensors() {
    SafetensorsWriter.write(target, Map.of(), List.of());
    try (Safetensors read = Safetensors.open(target)) {
      assertThat(read.entries()).isEmpty();
    }
  }

  @Test
  void a_source_may_write_in_pieces() {
    Source pieces =
        source(
            "w",
            new Shape(6),
            channel -> {
              channel.write(ByteBuffer.wrap(new byte[] {1, 2}));
              channel.write(ByteBuffer.allocate(0));
              channel.write(ByteBuffer.wrap(new byte[] {3, 4, 5, 6}));
            });
    SafetensorsWriter.write(target, Map.of(), List.of(pieces));
    try (Safetensors read = Safetensors.open(target)) {
      byte[] data = new byte[6];
      read.map(read.find("w").orElseThrow()).get(data);
      assertThat(data).containsExactly(1, 2, 3, 4, 5, 6);
    }
  }

  @Test
  void a_source_larger_than_a_piece_is_written_whole_and_left_unread() {
    byte[] data = new byte[(5 << 20) + 3];
    Arrays.fill(data, (byte) 7);
    ByteBuffer buffer = ByteBuffer.wrap(data);
    Source source = Source.of("w", ElementType.U8, new Shape(data.length), buffer);
    SafetensorsWriter.write(target, Map.of(), List.of(source));
    assertThat(buffer.remaining()).isEqualTo(data.length);
    try (Safetensors read = Safetensors.open(target)) {
      assertThat(read.map(read.find("w").orElseThrow())).isEqualTo(ByteBuffer.wrap(data));
    }
  }

  @Test
  void a_failing_source_leaves_the_old_file_and_no_other() throws IOException {
    SafetensorsWriter.write(target, Map.of(), List.of(scalar("a", 1f)));
    byte[] old = Files.readAllBytes(target);
    Source failing =
        source(
            "z",
            new Shape(2),
            channel -> {
              channel.write(ByteBuffer.allocate(1));
              throw new IOException("connection lost");
            });
    assertThatThrownBy(
            () -> SafetensorsWriter.write(target, Map.of(), List.of(scalar("a", 2f), failing)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContainingAll(
            "Cannot write", target.toString(), "connection lost", "free space");
    assertThat(Files.readAllBytes(target)).isEqualTo(old);
    assertOnlyFile(target);
  }

  @Test
  void an_error_in_a_source_leaves_no_file() {
    Source failing =
        source(
            "z",
            new Shape(2),
            channel -> {
              throw new OutOfMemoryError("simulated");
            });
    assertThatThrownBy(() -> SafetensorsWriter.write(target, Map.of(), List.of(failing)))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void a_source_that_writes_too_little_is_an_error() {
    Source source = source("w", new Shape(4), channel -> channel.write(ByteBuffer.allocate(3)));
    assertThatIllegalStateException()
        .isThrownBy(() -> SafetensorsWriter.write(target, Map.of(), List.of(source)))
        .withMessage("tensor w has 4 bytes by its shape, its source wrote 3");
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void a_source_that_writes_too_much_is_an_error() {
    Source source = source("w", new Shape(4), channel -> channel.write(ByteBuffer.allocate(5)));
    assertThatIllegalStateException()
        .isThrownBy(() -> SafetensorsWriter.write(target, Map.of(), List.of(source)))
        .withMessage("tensor w has 4 bytes by its shape, its source wrote at least 5");
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void duplicated_and_reserved_names_are_refused() {
    assertRefused("duplicated or reserved tensor name a", scalar("a", 1f), scalar("a", 2f));
    assertRefused(
        "duplicated or reserved tensor name a", scalar("a", 1f), zeros("a", ElementType.I8, 1));
    assertRefused("reserved tensor name __metadata__", scalar("__metadata__", 1f));
  }

  @Test
  void what_no_header_can_say_is_refused() {
    assertRefused("negative dimension", source("w", new Shape(-1), channel -> {}));
    assertRefused("not valid Unicode", scalar("\ud800", 1f));
  }

  @Test
  void a_directory_that_does_not_exist_is_the_environments_fault() {
    Path nowhere = dir.resolve("missing").resolve("x.safetensors");
    assertThatThrownBy(() -> SafetensorsWriter.write(nowhere, Map.of(), List.of()))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContainingAll("Cannot write", nowhere.toString(), "Create the directory");
  }

  @Test
  void a_target_that_is_a_directory_stays() throws IOException {
    Files.createDirectory(target);
    Files.createFile(target.resolve("kept"));
    assertThatThrownBy(() -> SafetensorsWriter.write(target, Map.of(), List.of()))
        .isInstanceOf(EnvironmentException.class);
    assertThat(target.resolve("kept")).exists();
    assertOnlyFile(target);
  }

  private void assertRefused(String words, Source... sources) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SafetensorsWriter.write(target, Map.of(), List.of(sources)))
        .withMessageContaining(words);
    assertThat(dir).isEmptyDirectory();
  }

  private void assertOnlyFile(Path file) throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      assertThat(files).containsExactly(file);
    }
  }

  private static Source scalar(String name, float value) {
    ByteBuffer data = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value);
    return Source.of(name, ElementType.F32, new Shape(), data.flip());
  }

  private static Source zeros(String name, ElementType type, int count) {
    ByteBuffer data = ByteBuffer.allocate(count * type.bytes());
    return Source.of(name, type, new Shape(count), data);
  }

  private interface Writing {
    void to(WritableByteChannel channel) throws IOException;
  }

  private static Source source(String name, Shape shape, Writing writing) {
    return new Source() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public ElementType type() {
        return ElementType.U8;
      }

      @Override
      public Shape shape() {
        return shape;
      }

      @Override
      public void writeTo(WritableByteChannel channel) throws IOException {
        writing.to(channel);
      }
    };
  }
}
