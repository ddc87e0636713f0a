package org.pulsebench.experiment.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pulsebench.BadInputException;
import org.pulsebench.experiment.store.StepManifest.StoredFile;
import org.pulsebench.json.JsonFields;
import org.pulsebench.json.JsonFile;

/** The form of {@code manifest.json}. */
final class ManifestFile {

  static final String NAME = "manifest.json";

  /** Raised when an older reader could take a new manifest for something that it is not. */
  static final int FORMAT = 1;

  private static final String FORMAT_FIELD = "format";

  private ManifestFile() {}

  /**
   * Writes the manifest of a step into its directory.
   *
   * @throws org.pulsebench.EnvironmentException if it cannot be written
   */
  static void write(StepManifest manifest, Path directory) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put(FORMAT_FIELD, FORMAT);
    root.put("kind", manifest.key().kind());
    root.put("digest", manifest.key().digest());
    root.set("inputs", manifest.key().inputs());
    ObjectNode files = root.putObject("files");
    manifest
        .files()
        .forEach(
            (name, file) ->
                files.putObject(name).put("sha256", file.sha256()).put("bytes", file.bytes()));
    root.put("created", manifest.created().toString());
    root.put("milliseconds", manifest.duration().toMillis());
    JsonFile.write(root, directory.resolve(NAME));
  }

  /**
   * Reads the fields of the manifest in a step's directory.
   *
   * @throws BadInputException if there is none, or if it is not one JSON object
   * @throws org.pulsebench.EnvironmentException if it exists and cannot be read
   */
  static JsonFields read(Path directory) {
    return JsonFields.read(directory.resolve(NAME));
  }

  /** Returns whether a newer version wrote the manifest, so that nothing else in it is known. */
  static boolean isNewer(JsonFields fields) {
    JsonNode format = fields.get(FORMAT_FIELD);
    return format.isIntegralNumber() && format.longValue() > FORMAT;
  }

  /**
   * Returns the manifest that the fields describe.
   *
   * @throws BadInputException if a field is missing or not as it was written
   */
  static StepManifest parse(JsonFields fields) {
    fields.wholeNumber(FORMAT_FIELD, FORMAT, FORMAT);
    return checked(
        fields,
        "inputs",
        () ->
            new StepManifest(
                StepKey.of(fields.requiredText("kind"), fields.get("inputs")),
                files(fields),
                fields.time("created"),
                Duration.ofMillis(fields.count("milliseconds"))));
  }

  private static SortedMap<String, StoredFile> files(JsonFields fields) {
    if (!fields.get("files").isObject()) {
      throw fields.bad("files", fields.get("files"), "an object in braces");
    }
    JsonFields all = fields.object("files");
    SortedMap<String, StoredFile> files = new TreeMap<>();
    for (String name : all.names()) {
      JsonFields file = all.object(name);
      long bytes = file.count("bytes");
      String sha256 = file.requiredText("sha256");
      files.put(name, checked(file, "sha256", () -> new StoredFile(sha256, bytes)));
    }
    return files;
  }

  /** Runs a constructor on what a file holds: there its complaint is about the file. */
  private static <T> T checked(JsonFields fields, String name, Construction<T> construction) {
    try {
      return construction.construct();
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          fields.bad(name, e.getMessage(), "what was written with the step").problem(), e);
    }
  }

  @FunctionalInterface
  private interface Construction<T> {
    T construct();
  }
}
