package org.pulsebench.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;

/** Strict reading and whole-file writing of a checkpoint's small JSON files. */
final class JsonFile {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonFile() {}

  static JsonNode read(Path file) {
    try {
      return MAPPER.readTree(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new BadInputException(
          new Problem(
              "Checkpoint file is missing",
              file.toString(),
              "no such file",
              "a checkpoint directory in the Hugging Face layout",
              "Point the model option at the directory that holds " + file.getFileName() + "."),
          e);
    } catch (JsonProcessingException e) {
      throw new BadInputException(
          new Problem(
              "File is not valid JSON",
              file + " (" + position(e) + ")",
              e.getOriginalMessage(),
              "one JSON object without repeated names",
              "Fetch the file again; a download that broke off leaves half a file."),
          e);
    } catch (IOException e) {
      throw new EnvironmentException(
          new Problem(
              "File cannot be read",
              file.toString(),
              e.toString(),
              "a readable file",
              "Check its permissions and the disk."),
          e);
    }
  }

  static void write(JsonNode content, Path file) {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    try {
      byte[] bytes = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(content);
      Files.write(partial, bytes);
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new EnvironmentException(
          new Problem(
              "File cannot be written",
              file.toString(),
              e.toString(),
              "an existing directory with free space that this user may write to",
              "Create the directory, free space or choose another one."),
          e);
    }
  }

  private static String position(JsonProcessingException e) {
    return e.getLocation() == null
        ? "position unknown"
        : "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }
}
