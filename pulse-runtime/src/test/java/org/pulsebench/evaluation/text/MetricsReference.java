package org.pulsebench.evaluation.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the scripts beside the tests wrote below {@code reference/metrics}. */
public final class MetricsReference {

  private MetricsReference() {}

  public static JsonNode json(String name) {
    String path = "/reference/metrics/" + name;
    try (InputStream in = MetricsReference.class.getResourceAsStream(path)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
