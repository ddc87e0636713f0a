package org.pulsebench.tensor;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.BadInputException;

class SafetensorsHeaderTest {

  @TempDir Path dir;

  @Test
  void a_header_in_any_order_and_with_padding_is_read() throws IOException {
    Path file =
        file(
            "{\"b\":{\"data_offsets\":[4,8],\"shape\":[],\"dtype\":\"F32\"},"
                + "\"__metadata__\":{\"format\":\"pt\"},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}   ",
            8);
    try (Safetensors read = Safetensors.open(file)) {
      assertThat(read.entries()).containsOnlyKeys("a", "b");
      assertThat(read.metadata()).isEqualTo(Map.of("format", "pt"));
    }
  }

  @Test
  void a_file_without_tensors_is_read() throws IOException {
    try (Safetensors read = Safetensors.open(file("{}", 0))) {
      assertThat(read.entries()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7})
  void a_file_shorter_than_its_length_field_is_refused(int size) throws IOException {
    Path file = dir.resolve("x.safetensors");
    Files.write(file, new byte[size]);
    assertBad(file, "too short", size + " bytes");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 3, 100_000_001, Long.MAX_VALUE, -1, Long.MIN_VALUE})
  void a_lying_header_length_is_refused(long length) throws IOException {
    Path file = dir.resolve("x.safetensors");
    SafetensorsFiles.write(file, length, "{}".getBytes(UTF_8), 0);
    assertBad(file, "header length is impossible", Long.toUnsignedString(length) + " bytes");
  }

  @Test
  void a_header_beyond_the_cap_is_refused_even_if_the_file_is_that_large() throws IOException {
    Path file = dir.resolve("x.safetensors");
    SafetensorsFiles.write(file, 100_000_001, "{}".getBytes(UTF_8), 0);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(200_000_000);
    }
    assertBad(file, "header length is impossible", "1 to 100000000 bytes");
  }

  @Test
  void a_git_lfs_pointer_is_recognisable() throws IOException {
    Path file = dir.resolve("x.safetensors");
    Files.writeString(file, "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n");
    assertBad(file, "header length is impossible", "Git LFS pointer");
  }

  @Test
  void a_header_that_does_not_start_with_a_brace_is_refused() throws IOException {
    assertBad(file(" {}", 0), "does not start with '{'", "0x20");
  }

  @Test
  void a_header_that_is_not_utf_8_is_refused() throws IOException {
    byte[] header = {'{', '"', (byte) 0xc3, '"', ':', '1', '}'};
    Path file = dir.resolve("x.safetensors");
    SafetensorsFiles.write(file, header.length, header, 0);
    assertBad(file, "not UTF-8");
  }

  @Test
  void a_header_in_utf_16_is_refused() throws IOException {
    byte[] header = "{}".getBytes(UTF_16LE);
    Path file = dir.resolve("x.safetensors");
    SafetensorsFiles.write(file, header.length, header, 0);
    assertBad(file, "not valid JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"a\"", "{\"a\":}", "{}}", "{} x", "{}\u0000", "{'a':1}"})
  void a_header_that_is_not_json_is_refused(String json) throws IOException {
    assertBad(file(json, 0), "header");
  }

  @Test
  void two_objects_in_a_header_are_refused() throws IOException {
    assertBad(file("{}{}", 0), "Malformed safetensors header", "only spaces after");
  }

  @Test
  void duplicate_tensors_are_refused() throws IOException {
    String tensor = "\"w\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}";
    assertBad(file("{" + tensor + "," + tensor + "}", 1), "not valid JSON", "uplicate", "'w'");
  }

  @Test
  void duplicate_fields_of_a_tensor_are_refused() throws IOException {
    String json =
        "{\"w\":{\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}";
    assertBad(file(json, 1), "not valid JSON", "uplicate", "'dtype'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "null", "[]", "{\"b\":1}"})
  void metadata_that_is_not_strings_is_refused(String value) throws IOException {
    assertBad(
        file("{\"__metadata__\":{\"note\":" + value + "}}", 0),
        "Malformed safetensors header",
        "__metadata__, key 'note'",
        "a string");
  }

  @Test
  void metadata_that_is_not_an_object_is_refused() throws IOException {
    assertBad(file("{\"__metadata__\":[]}", 0), "__metadata__", "an object of strings");
  }

  @Test
  void a_tensor_that_is_not_an_object_is_refused() throws IOException {
    assertBad(file("{\"w\":[]}", 0), "Malformed", "'w'", "an object");
  }

  @ParameterizedTest
  @ValueSource(strings = {"F8_E4M3", "U64", "f32", "float32", ""})
  void an_unknown_dtype_is_refused(String dtype) throws IOException {
    assertBad(
        tensor("\"" + dtype + "\"", "[1]", "[0,4]", 4),
        "Unsupported dtype",
        "'w'",
        "found " + dtype + ";",
        "BF16",
        "Convert");
  }

  @Test
  void a_dtype_that_is_not_a_string_is_refused() throws IOException {
    assertBad(tensor("7", "[1]", "[0,4]", 4), "Malformed", "'w', dtype", "found 7", "a string");
  }

  @Test
  void a_missing_field_is_named() throws IOException {
    assertBad(file("{\"w\":{\"shape\":[],\"data_offsets\":[0,4]}}", 4), "no dtype", "'w'");
    assertBad(file("{\"w\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}", 4), "no shape");
    assertBad(file("{\"w\":{\"dtype\":\"F32\",\"shape\":[]}}", 4), "no data_offsets");
  }

  @Test
  void an_unknown_field_is_named() throws IOException {
    assertBad(file("{\"w\":{\"strides\":[1]}}", 4), "Unknown field of a tensor", "'w'", "strides");
  }

  @Test
  void a_negative_dimension_is_refused() throws IOException {
    assertBad(tensor("\"F32\"", "[-1]", "[0,4]", 4), "Negative number", "'w', shape", "found -1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1.0]", "[\"1\"]", "[null]", "[[1]]", "1", "\"1\"", "{}"})
  void a_shape_of_anything_but_integers_is_refused(String shape) throws IOException {
    assertBad(tensor("\"F32\"", shape, "[0,4]", 4), "Malformed", "'w', shape");
  }

  @Test
  void a_dimension_beyond_a_long_is_refused() throws IOException {
    assertBad(
        tensor("\"F32\"", "[9223372036854775808]", "[0,4]", 4),
        "Overflowing number",
        "'w', shape",
        "found 9223372036854775808");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[4294967296,4294967296]",
        "[2305843009213693952,1]",
        "[9223372036854775807]",
        "[4294967296,4294967296,4294967296,0]"
      })
  void a_shape_whose_product_overflows_is_refused(String shape) throws IOException {
    assertBad(tensor("\"F64\"", shape, "[0,0]", 0), "Overflowing shape", "'w'", "F64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[0]", "[0,4,8]"})
  void data_offsets_that_are_not_two_are_refused(String offsets) throws IOException {
    assertBad(
        tensor("\"F32\"", "[1]", offsets, 4), "Malformed data_offsets", "'w'", "begin and end");
  }

  @Test
  void data_offsets_that_are_no_range_are_refused() throws IOException {
    assertBad(tensor("\"F32\"", "[1]", "[4,0]", 4), "Reversed data_offsets", "'w'", "begin 4");
    assertBad(tensor("\"F32\"", "[1]", "[-4,0]", 4), "Negative number", "'w', data_offsets");
    assertBad(tensor("\"F32\"", "[1]", "[0,\"4\"]", 4), "Malformed", "'w', data_offsets");
    assertBad(
        tensor("\"U8\"", "[4]", "[9223372036854775803,9223372036854775807]", 4),
        "Overflowing data_offsets");
  }

  @Test
  void a_byte_length_other_than_that_of_the_shape_is_refused() throws IOException {
    assertBad(
        tensor("\"F32\"", "[2,3]", "[0,23]", 23),
        "does not match its shape",
        "'w'",
        "found 23 bytes",
        "24 bytes for F32 (2, 3)");
  }

  @Test
  void a_truncated_file_is_refused() throws IOException {
    Path file = tensor("\"F32\"", "[2]", "[0,8]", 7);
    long size = Files.size(file);
    assertBad(file, "truncated", "'w'", size + " bytes", (size + 1) + " bytes");
  }

  @Test
  void a_huge_tensor_in_a_small_file_is_refused() throws IOException {
    assertBad(
        tensor("\"U8\"", "[4611686018427387904]", "[0,4611686018427387904]", 4),
        "truncated",
        "'w'");
  }

  @Test
  void trailing_bytes_are_refused() throws IOException {
    assertBad(tensor("\"F32\"", "[2]", "[0,8]", 9), "trailing bytes", "tensor 'w' ends");
    assertBad(file("{}", 1), "trailing bytes", "the header ends");
  }

  @Test
  void a_hole_is_refused() throws IOException {
    assertBad(tensor("\"F32\"", "[1]", "[4,8]", 8), "Hole", "'w'", "starts at 4", "at 0");
    assertBad(two("[0,4]", "[5,9]", 9), "Hole between tensors", "'b'", "tensor 'a' ends");
  }

  @Test
  void an_overlap_is_refused() throws IOException {
    assertBad(two("[0,4]", "[3,7]", 7), "Tensors overlap", "'b'", "starts at 3", "tensor 'a' ends");
    assertBad(two("[0,4]", "[0,4]", 4), "Tensors overlap");
  }

  private Path two(String offsetsA, String offsetsB, int dataBytes) throws IOException {
    String tensor = "{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":%s}";
    return file(
        "{\"a\":" + tensor.formatted(offsetsA) + ",\"b\":" + tensor.formatted(offsetsB) + "}",
        dataBytes);
  }

  private Path tensor(String dtype, String shape, String offsets, int dataBytes)
      throws IOException {
    return file(
        "{\"w\":{\"dtype\":%s,\"shape\":%s,\"data_offsets\":%s}}".formatted(dtype, shape, offsets),
        dataBytes);
  }

  private Path file(String json, int dataBytes) throws IOException {
    Path file = dir.resolve("x.safetensors");
    SafetensorsFiles.write(file, json, dataBytes);
    return file;
  }

  private static void assertBad(Path file, String... words) {
    assertThatThrownBy(() -> Safetensors.open(file))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContainingAll(words);
  }
}
