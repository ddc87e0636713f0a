package org.pulsebench.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.WholeFile;

/** Strict reading and whole-file writing of small JSON files. */
public final class JsonFile {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonFile() {}

  /**
   * Reads a file; an empty one gives a missing node.
   *
   * @throws BadInputException if there is no such file, or if it is not JSON, repeats a name or
   *     goes on after its value
   * @throws EnvironmentException if it exists and cannot be read
   */
  public static JsonNode read(Path file) {
    return parse(TextFile.read(file), file);
  }

  /**
   * Parses what was read from a file.
   *
   * @param file where the text came from, for messages only
   * @throws BadInputException if the text is not JSON, repeats a name or goes on after its value
   */
  public static JsonNode parse(String text, Path file) {
    return parse(text, file.toString());
  }

  /**
   * Parses what came from anywhere.
   *
   * @param source what messages call the place
   * @throws BadInputException if the text is not JSON, repeats a name or goes on after its value
   */
  public static JsonNode parse(String text, String source) {
    try {
      return tree(text);
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          new Problem(
              "File is not valid JSON",
              source + position(e),
              e.getOriginalMessage(),
              "one JSON object without repeated names",
              "Correct the file, or fetch it again if it may be cut short or a Git LFS pointer."),
          e);
    }
  }

  /**
   * Parses a text; an empty one gives a missing node.
   *
   * @throws JsonProcessingException if it is not JSON, repeats a name or goes on after its value
   */
  static JsonNode tree(String text) throws JsonProcessingException {
    return MAPPER.readTree(text);
  }

  /**
   * Writes a file, indented; it appears whole or, where there was one, replaces that at once.
   *
   * @throws EnvironmentException if it cannot be written
   */
  public static void write(JsonNode content, Path file) {
    WholeFile.write(
        file,
        partial ->
            Files.write(
                partial, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(content)));
  }

  private static String position(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : " (line "
            + e.getLocation().getLineNr()
            + ", column "
            + e.getLocation().getColumnNr()
            + ")";
  }
}
