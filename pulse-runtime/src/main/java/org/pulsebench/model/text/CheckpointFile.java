package org.pulsebench.model.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;

/** A small text file of a checkpoint, read whole. */
record CheckpointFile(Path path) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  boolean exists() {
    return Files.exists(path);
  }

  /** Returns the file's text; throws {@link BadInputException} where it is not UTF-8. */
  String text() {
    try {
      return Files.readString(path);
    } catch (CharacterCodingException e) {
      throw new BadInputException(
          new Problem(
              "the file is not text",
              path.toString(),
              "bytes that are not UTF-8",
              "UTF-8 text",
              "Fetch the file again; it was damaged or is another file under this name."),
          e);
    } catch (IOException e) {
      throw new EnvironmentException(
          new Problem(
              "a file cannot be read",
              path.toString(),
              e.toString(),
              "a readable file",
              "Check the file's permissions and the disk."),
          e);
    }
  }

  /** Returns the file's JSON object; throws {@link BadInputException} where it is none. */
  JsonNode json() {
    return json(text());
  }

  /** Returns the JSON object in {@code text}, which was read from this file. */
  JsonNode json(String text) {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      String place =
          e.getLocation() == null
              ? ""
              : " at line "
                  + e.getLocation().getLineNr()
                  + " column "
                  + e.getLocation().getColumnNr();
      throw new BadInputException(
          new Problem(
              "the file is not valid JSON",
              path.toString(),
              e.getOriginalMessage() + place,
              "one JSON object",
              "Fetch the file again; it may be cut short or be a Git LFS pointer."),
          e);
    }
    if (!root.isObject()) {
      throw wrongField("(the whole file)", root, "one JSON object");
    }
    return root;
  }

  /** Returns the exception for a field of this JSON file that holds something it must not hold. */
  BadInputException wrongField(String field, JsonNode found, String expected) {
    String shown = found.isMissingNode() ? "nothing" : found.toString();
    return new BadInputException(
        new Problem(
            "a field has the wrong form",
            path + ", field " + field,
            shown.length() <= 80 ? shown : shown.substring(0, 77) + "...",
            expected,
            "Compare the file with the published one of the same model."));
  }
}
