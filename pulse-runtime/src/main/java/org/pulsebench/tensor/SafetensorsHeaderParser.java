package org.pulsebench.tensor;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;

/**
 * Reads the JSON of a safetensors header as a stream, so that a header of the largest size allowed
 * needs no tree in memory. One parser serves one header.
 */
final class SafetensorsHeaderParser {

  // Names are canonicalised in a table shared by all parsers: useless for names seen once, and open
  // to names chosen to collide.
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private static final String REMEDY =
      "Write the checkpoint again with a current safetensors library.";

  private final Path file;
  private final long dataStart;
  private final List<SafetensorsEntry> entries = new ArrayList<>();
  private final SortedMap<String, String> metadata = new TreeMap<>();

  SafetensorsHeaderParser(Path file, long dataStart) {
    this.file = file;
    this.dataStart = dataStart;
  }

  /** Returns the tensors in the order of the header; their layout in the file is unchecked. */
  List<SafetensorsEntry> entries() {
    return entries;
  }

  SortedMap<String, String> metadata() {
    return metadata;
  }

  void parse(byte[] json) throws IOException {
    // Given bytes, Jackson would guess the encoding and accept UTF-16; this decoder reports what is
    // not UTF-8.
    Reader utf8 =
        new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8.newDecoder());
    try (JsonParser parser = JSON.createParser(utf8)) {
      readHeader(parser);
    } catch (CharacterCodingException e) {
      throw bad("Safetensors header is not UTF-8", file.toString(), "a malformed byte", "UTF-8", e);
    } catch (JsonProcessingException e) {
      throw bad(
          "Safetensors header is not valid JSON",
          file.toString(),
          e.getOriginalMessage(),
          "one JSON object without duplicate keys",
          e);
    }
  }

  private void readHeader(JsonParser parser) throws IOException {
    expect(parser.nextToken() == JsonToken.START_OBJECT, parser, file.toString(), "a JSON object");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals(SafetensorsHeader.METADATA_KEY)) {
        readMetadata(parser);
      } else {
        readTensor(name, parser);
      }
    }
    expect(parser.nextToken() == null, parser, file.toString(), "only spaces after the header");
  }

  private void readMetadata(JsonParser parser) throws IOException {
    String where = file + ", " + SafetensorsHeader.METADATA_KEY;
    expect(parser.currentToken() == JsonToken.START_OBJECT, parser, where, "an object of strings");
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      boolean isString = parser.nextToken() == JsonToken.VALUE_STRING;
      expect(isString, parser, where + ", key '" + key + "'", "a string, as all metadata is");
      metadata.put(key, parser.getText());
    }
  }

  private void readTensor(String name, JsonParser parser) throws IOException {
    String where = SafetensorsHeader.tensorIn(file, name);
    expect(parser.currentToken() == JsonToken.START_OBJECT, parser, where, "an object");
    Optional<ElementType> type = Optional.empty();
    Optional<Shape> shape = Optional.empty();
    Optional<long[]> offsets = Optional.empty();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "dtype" -> type = Optional.of(readType(parser, where));
        case "shape" -> shape = Optional.of(new Shape(readNumbers(parser, where, "shape")));
        case "data_offsets" -> offsets = Optional.of(readOffsets(parser, where));
        default ->
            throw bad("Unknown field of a tensor", where, field, "dtype, shape, data_offsets");
      }
    }
    entries.add(
        entry(
            name,
            type.orElseThrow(() -> missing(where, "dtype")),
            shape.orElseThrow(() -> missing(where, "shape")),
            offsets.orElseThrow(() -> missing(where, "data_offsets"))));
  }

  private ElementType readType(JsonParser parser, String where) throws IOException {
    boolean isString = parser.currentToken() == JsonToken.VALUE_STRING;
    expect(isString, parser, where + ", dtype", "a string");
    String name = parser.getText();
    return ElementType.ofSafetensorsName(name)
        .orElseThrow(
            () ->
                new BadInputException(
                    new Problem(
                        "Unsupported dtype",
                        where,
                        name,
                        "one of " + ElementType.supportedNames(),
                        "Convert the checkpoint to F32, F16 or BF16.")));
  }

  private long[] readOffsets(JsonParser parser, String where) throws IOException {
    long[] offsets = readNumbers(parser, where, "data_offsets");
    if (offsets.length != 2) {
      throw bad("Malformed data_offsets", where, offsets.length + " numbers", "2, begin and end");
    }
    if (offsets[0] > offsets[1]) {
      String found = "begin " + offsets[0] + " after end " + offsets[1];
      throw bad("Reversed data_offsets", where, found, "begin at or before end");
    }
    if (offsets[1] > Long.MAX_VALUE - dataStart) {
      String found = "end " + offsets[1];
      throw bad("Overflowing data_offsets", where, found, "an end within the file");
    }
    return offsets;
  }

  private long[] readNumbers(JsonParser parser, String where, String field) throws IOException {
    String place = where + ", " + field;
    expect(parser.currentToken() == JsonToken.START_ARRAY, parser, place, "an array of numbers");
    List<Long> numbers = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      boolean isInteger = parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
      expect(isInteger, parser, place, "non-negative integers");
      if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
        throw bad("Overflowing number", place, parser.getText(), "at most " + Long.MAX_VALUE);
      }
      long number = parser.getLongValue();
      if (number < 0) {
        throw bad("Negative number", place, parser.getText(), "non-negative integers");
      }
      numbers.add(number);
    }
    return numbers.stream().mapToLong(Long::longValue).toArray();
  }

  private SafetensorsEntry entry(String name, ElementType type, Shape shape, long[] offsets) {
    String where = SafetensorsHeader.tensorIn(file, name);
    long byteSize;
    try {
      byteSize = type.byteSize(shape);
    } catch (ArithmeticException e) {
      String expected = "a product of at most " + Long.MAX_VALUE + " bytes";
      throw bad("Overflowing shape", where, type + " " + shape, expected, e);
    }
    if (byteSize != offsets[1] - offsets[0]) {
      throw bad(
          "Byte length of a tensor does not match its shape",
          where,
          (offsets[1] - offsets[0]) + " bytes",
          byteSize + " bytes for " + type + " " + shape);
    }
    return new SafetensorsEntry(name, type, shape, file, dataStart + offsets[0], byteSize);
  }

  private static void expect(boolean met, JsonParser parser, String where, String expected)
      throws IOException {
    if (!met) {
      Optional<String> found = Optional.ofNullable(parser.getText());
      throw bad("Malformed safetensors header", where, found.orElse("nothing"), expected);
    }
  }

  private static BadInputException missing(String where, String field) {
    return bad("Missing field of a tensor", where, "no " + field, "dtype, shape, data_offsets");
  }

  private static BadInputException bad(String what, String where, String found, String expected) {
    return new BadInputException(new Problem(what, where, found, expected, REMEDY));
  }

  private static BadInputException bad(
      String what, String where, String found, String expected, Throwable cause) {
    return new BadInputException(new Problem(what, where, found, expected, REMEDY), cause);
  }
}
