package org.pulsebench.model.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What {@code src/test/python/make_text_reference.py} wrote. */
final class TextReference {

  private TextReference() {}

  static Path path(String name) {
    try {
      return Path.of(TextReference.class.getResource("/reference/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static JsonNode json(String name) {
    try {
      return new ObjectMapper().readTree(path(name).toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path checkpoint(String tokenizer) {
    return path("tokenizers/" + tokenizer);
  }

  static JsonNode expected(String tokenizer) {
    return json("tokenizers/" + tokenizer + "/expected.json");
  }

  static InputContract contract(JsonNode expected) {
    return new InputContract(
        expected.path("vocabularySize").intValue(),
        2048,
        OptionalInt.of(expected.path("image").intValue()),
        expected.path("imageTokens").intValue());
  }

  static int[] ints(JsonNode array) {
    return stream(array).mapToInt(JsonNode::intValue).toArray();
  }

  static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
