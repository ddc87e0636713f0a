package org.pulsebench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.pulsebench.results.ResultsDocument;

/**
 * Results that experiments on the embedded world wrote: the paper's size with seeds 1 and 2, each a
 * file, and a sequence of requests with the details of a few people.
 */
public final class Fixtures {

  /** Without details. */
  public static final String SEED_1 = "paper-seed-1.json";

  /** Without details, and comparable with the other. */
  public static final String SEED_2 = "paper-seed-2.json";

  /** With details. */
  public static final String FEW = "few.json";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Fixtures() {}

  /** Returns the path of a fixture. */
  public static Path path(String name) {
    URL url = Fixtures.class.getResource(name);
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the report of both seeds. */
  public static Report paper() {
    return ReportBuilder.of(
        List.of(ResultsDocument.read(path(SEED_1)), ResultsDocument.read(path(SEED_2))));
  }

  /** Returns the report with details. */
  public static Report few() {
    return ReportBuilder.ofSources(List.of(Source.read(path(FEW))));
  }

  /** Reads a fixture in which something is another. */
  public static ResultsDocument changed(String name, Path directory, Consumer<JsonNode> change) {
    try (InputStream file = Files.newInputStream(path(name))) {
      JsonNode root = MAPPER.readTree(file);
      change.accept(root);
      Path copy = Files.createTempFile(directory, "results", ".json");
      Files.write(copy, MAPPER.writeValueAsBytes(root));
      return ResultsDocument.read(copy);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
