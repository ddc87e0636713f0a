package org.pulsebench.tensor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;
import org.pulsebench.tensor.SafetensorsWriter.Source;

class SafetensorsTest {

  @TempDir Path dir;

  @ParameterizedTest
  @EnumSource
  void every_type_survives_a_round_trip(ElementType type) {
    List<Source> sources =
        List.of(
            random("matrix", type, new Shape(3, 5)),
            random("empty", type, new Shape(0)),
            random("empty_rows", type, new Shape(4, 0)),
            random("scalar", type, new Shape()));
    Path file = dir.resolve("types.safetensors");
    SafetensorsWriter.write(file, Map.of(), sources);

    try (Safetensors read = Safetensors.open(file)) {
      assertThat(read.entries()).containsOnlyKeys("empty", "empty_rows", "matrix", "scalar");
      for (Source source : sources) {
        SafetensorsEntry entry = read.find(source.name()).orElseThrow();
        assertThat(entry.type()).isEqualTo(type);
        assertThat(entry.shape()).isEqualTo(source.shape());
        assertThat(entry.byteSize()).isEqualTo(type.bytes() * source.shape().size());
        assertThat(entry.offset() % type.bytes()).isZero();
        assertThat(bytes(read.map(entry))).isEqualTo(bytes(source));
      }
    }
  }

  @Test
  void buffers_are_direct_little_endian_and_start_at_zero() {
    Path file = write("a.safetensors", floats("w", 1f, 2f, 3f));
    try (Safetensors read = Safetensors.open(file)) {
      ByteBuffer buffer = read.map(read.find("w").orElseThrow());
      assertThat(buffer.isDirect()).isTrue();
      assertThat(buffer.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
      assertThat(buffer.position()).isZero();
      assertThat(buffer.asFloatBuffer().get(2)).isEqualTo(3f);
    }
  }

  @Test
  void a_part_of_a_tensor_is_mapped_alone() {
    Path file = write("a.safetensors", floats("a", 9f), floats("w", 1f, 2f, 3f));
    try (Safetensors read = Safetensors.open(file)) {
      SafetensorsEntry w = read.find("w").orElseThrow();
      assertThat(read.map(w, 4, 8).asFloatBuffer().get(0)).isEqualTo(2f);
      assertThatThrownBy(() -> read.map(w, 8, 5)).isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> read.map(w, -1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void a_stray_write_to_a_mapped_tensor_does_not_reach_the_file() throws IOException {
    Path file = write("a.safetensors", floats("w", 1f));
    byte[] before = Files.readAllBytes(file);
    try (Safetensors read = Safetensors.open(file)) {
      read.map(read.find("w").orElseThrow()).putFloat(0, 5f);
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void a_file_that_may_not_be_written_is_mapped_read_only() {
    Path file = write("a.safetensors", floats("w", 7f));
    assumeTrue(file.toFile().setReadOnly());
    assumeFalse(Files.isWritable(file), "this user may write to every file");
    try (Safetensors read = Safetensors.open(file)) {
      ByteBuffer buffer = read.map(read.find("w").orElseThrow());
      assertThat(buffer.isReadOnly()).isTrue();
      assertThat(buffer.getFloat(0)).isEqualTo(7f);
    }
  }

  @Test
  void a_mapped_tensor_outlives_closing_and_replacing_its_file() {
    Path file = write("a.safetensors", floats("w", 1f));
    ByteBuffer mapped;
    try (Safetensors read = Safetensors.open(file)) {
      mapped = read.map(read.find("w").orElseThrow());
    }
    write("a.safetensors", floats("w", 2f));
    assertThat(mapped.getFloat(0)).isEqualTo(1f);
  }

  @Test
  void an_entry_of_another_checkpoint_is_refused() {
    Path a = write("a.safetensors", floats("w", 1f));
    Path b = write("b.safetensors", floats("w", 1f));
    try (Safetensors readA = Safetensors.open(a);
        Safetensors readB = Safetensors.open(b)) {
      SafetensorsEntry ofB = readB.find("w").orElseThrow();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> readA.map(ofB))
          .withMessageContaining("not of this checkpoint");
    }
  }

  @Test
  void a_tensor_that_is_not_there_is_not_found() {
    try (Safetensors read = Safetensors.open(write("a.safetensors", floats("w", 1f)))) {
      assertThat(read.find("v")).isEmpty();
    }
  }

  @Test
  void a_directory_is_read_through_its_single_file() {
    write("model.safetensors", floats("w", 1f));
    try (Safetensors read = Safetensors.open(dir)) {
      assertThat(read.entries()).containsOnlyKeys("w");
    }
  }

  @Test
  void tensors_beyond_two_gibibytes_are_mapped_in_chunks() throws IOException {
    long elements = 3L << 28;
    assumeTrue(Files.getFileStore(dir).getUsableSpace() > 5L << 30, "needs a roomy disk");
    Path file = dir.resolve("large.safetensors");
    String json =
        "{\"big\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[0,%d]},"
                .formatted(elements, elements * 4)
            + "\"tail\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[%d,%d]}}"
                .formatted(elements * 4, elements * 4 + 4);
    SafetensorsFiles.write(file, json, 0);
    long dataStart = Files.size(file);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(dataStart + elements * 4 + 4);
      sparse.seek(dataStart + elements * 4 - 4);
      sparse.write(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
    }

    try (Safetensors read = Safetensors.open(file)) {
      SafetensorsEntry big = read.find("big").orElseThrow();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> read.map(big))
          .withMessageContaining("map it in chunks");
      assertThat(bytes(read.map(big, big.byteSize() - 4, 4))).containsExactly(1, 2, 3, 4);
      assertThat(read.map(big, 0, Integer.MAX_VALUE).get(Integer.MAX_VALUE - 1)).isZero();
      assertThat(bytes(read.map(read.find("tail").orElseThrow()))).containsExactly(5, 6, 7, 8);
    }
  }

  @Test
  void shards_are_read_as_one_checkpoint() throws IOException {
    writeShards();
    try (Safetensors read = Safetensors.open(dir)) {
      assertThat(read.entries()).containsOnlyKeys("a", "b", "c");
      assertThat(read.map(read.find("a").orElseThrow()).getFloat(0)).isEqualTo(1f);
      assertThat(read.map(read.find("b").orElseThrow()).getFloat(0)).isEqualTo(2f);
      assertThat(read.map(read.find("c").orElseThrow()).getFloat(0)).isEqualTo(3f);
      assertThat(read.metadata()).containsOnly(Map.entry("format", "pt"), Map.entry("two", "2"));
    }
  }

  @Test
  void a_tensor_missing_in_its_shard_is_named() throws IOException {
    writeShards();
    index("a", "one", "b", "two", "c", "one", "d", "two");
    assertBad(dir, "Tensor of the index is missing in its shard", "two.safetensors", "'d'");
  }

  @Test
  void a_tensor_that_the_index_does_not_name_is_refused() throws IOException {
    writeShards();
    index("a", "one", "b", "two");
    assertBad(dir, "does not place there", "one.safetensors", "'c'", "not in the index");
  }

  @Test
  void a_tensor_in_two_shards_is_refused() throws IOException {
    writeShards();
    write("two.safetensors", floats("b", 2f), floats("c", 4f));
    assertBad(dir, "does not place there", "two.safetensors", "'c'", "index names one.safetensors");
  }

  @Test
  void a_missing_shard_is_named() throws IOException {
    writeShards();
    Files.delete(dir.resolve("two.safetensors"));
    assertBad(dir, "Shard is missing", "'b'", "two.safetensors");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"../one.safetensors\"",
        "\"/one.safetensors\"",
        "\"sub/one.safetensors\"",
        "\"..\\\\one.safetensors\"",
        "\"C:one.safetensors\"",
        "\"one\\u0000.safetensors\"",
        "\"..\"",
        "\"one.bin\"",
        "\"\"",
        "1"
      })
  void a_shard_name_that_leads_elsewhere_is_refused(String name) throws IOException {
    writeShards();
    indexText("{\"weight_map\":{\"a\":" + name + "}}");
    assertBad(dir, "impossible shard", "'a'", "same directory");
  }

  @Test
  void an_index_that_is_no_index_is_refused() throws IOException {
    indexText("{\"weight_map\":{\"a\":\"x.safetensors\",\"a\":\"y.safetensors\"}}");
    assertBad(dir, "Index is not valid JSON", "index.json", "uplicate");
    indexText("{");
    assertBad(dir, "Index is not valid JSON");
    indexText("");
    assertBad(dir, "Index maps no tensor");
    indexText("{\"metadata\":{}}");
    assertBad(dir, "Index maps no tensor", "no weight_map");
    indexText("{\"weight_map\":[]}");
    assertBad(dir, "Index maps no tensor", "ARRAY");
    Files.write(indexFile(), new byte[] {'{', '"', (byte) 0xff, '"', '}'});
    assertBad(dir, "Index is not UTF-8");
  }

  @Test
  void a_directory_without_a_checkpoint_is_refused() {
    assertBad(dir, "No safetensors checkpoint in directory", dir.toString(), ".bin files");
  }

  @Test
  void a_file_that_is_not_there_is_refused() {
    assertBad(dir.resolve("no.safetensors"), "No such safetensors file", "no.safetensors");
  }

  private void writeShards() throws IOException {
    SafetensorsWriter.write(
        dir.resolve("one.safetensors"),
        Map.of("format", "pt"),
        List.of(floats("a", 1f), floats("c", 3f)));
    SafetensorsWriter.write(
        dir.resolve("two.safetensors"), Map.of("two", "2"), List.of(floats("b", 2f)));
    index("a", "one", "b", "two", "c", "one");
  }

  private void index(String... tensorsAndShards) throws IOException {
    StringBuilder map = new StringBuilder();
    for (int i = 0; i < tensorsAndShards.length; i += 2) {
      map.append(i == 0 ? "" : ",")
          .append(
              "\"%s\":\"%s.safetensors\"".formatted(tensorsAndShards[i], tensorsAndShards[i + 1]));
    }
    indexText("{\"metadata\":{\"total_size\":12},\"weight_map\":{" + map + "}}");
  }

  private void indexText(String json) throws IOException {
    Files.write(indexFile(), json.getBytes(UTF_8));
  }

  private Path indexFile() {
    return dir.resolve("model.safetensors.index.json");
  }

  private Path write(String name, Source... sources) {
    Path file = dir.resolve(name);
    SafetensorsWriter.write(file, Map.of(), List.of(sources));
    return file;
  }

  private static void assertBad(Path path, String... words) {
    assertThatThrownBy(() -> Safetensors.open(path))
        .isInstanceOf(BadInputException.class)
        .hasMessageContainingAll(words);
  }

  private static Source floats(String name, float... values) {
    ByteBuffer data = ByteBuffer.allocate(values.length * 4).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(values);
    return Source.of(name, ElementType.F32, new Shape(values.length), data);
  }

  private static Source random(String name, ElementType type, Shape shape) {
    byte[] data = new byte[(int) type.byteSize(shape)];
    new Random(1).nextBytes(data);
    return Source.of(name, type, shape, ByteBuffer.wrap(data));
  }

  private static byte[] bytes(Source source) {
    byte[] data = new byte[(int) source.type().byteSize(source.shape())];
    new Random(1).nextBytes(data);
    return data;
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
