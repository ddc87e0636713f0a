package org.pulsebench.experiment.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.Sha256;
import org.pulsebench.experiment.store.StepManifest.StoredFile;
import org.pulsebench.json.JsonFields;

/** What is found where a step belongs. */
sealed interface Inspection {

  /** Nothing. */
  record Absent() implements Inspection {}

  /** The step as it was written. */
  record Intact(StepManifest manifest) implements Inspection {}

  /** Something else than was written. */
  record Damaged(Problem problem) implements Inspection {}

  /** A step of a newer version, of which this one cannot tell whether it is intact. */
  record Newer(Problem problem) implements Inspection {}

  /**
   * Compares a step's directory with its manifest. Files that the manifest does not name are left
   * alone: file browsers drop theirs everywhere.
   *
   * @param digests whether to read and digest every file, or to compare only sizes
   */
  static Inspection of(StepId id, Path directory, boolean digests) throws IOException {
    if (!Files.exists(directory)) {
      return new Absent();
    }
    if (!Files.isDirectory(directory)) {
      return damaged(directory, "a file", "the step's directory");
    }
    StepManifest manifest;
    try {
      JsonFields fields = ManifestFile.read(directory);
      if (ManifestFile.isNewer(fields)) {
        return newer(directory, fields);
      }
      manifest = ManifestFile.parse(fields);
    } catch (BadInputException e) {
      Problem problem = e.problem();
      return damaged(
          directory,
          problem.what() + " (" + problem.where() + "): " + problem.found(),
          problem.expected());
    }
    if (!manifest.key().id().equals(id)) {
      return damaged(
          directory.resolve(ManifestFile.NAME),
          "the manifest of " + manifest.key().kind() + " " + manifest.key().digest(),
          "the manifest of " + id.kind() + " " + id.digest());
    }
    for (Map.Entry<String, StoredFile> file : manifest.files().entrySet()) {
      Optional<Damaged> damage =
          compare(directory.resolve(file.getKey()), file.getValue(), digests);
      if (damage.isPresent()) {
        return damage.get();
      }
    }
    return new Intact(manifest);
  }

  private static Optional<Damaged> compare(Path file, StoredFile written, boolean digests)
      throws IOException {
    if (!Files.isRegularFile(file)) {
      return Optional.of(damaged(file, "no such file", written.bytes() + " bytes"));
    }
    long bytes = Files.size(file);
    if (bytes != written.bytes()) {
      return Optional.of(damaged(file, bytes + " bytes", written.bytes() + " bytes"));
    }
    String sha256 = digests ? Sha256.of(file) : written.sha256();
    return sha256.equals(written.sha256())
        ? Optional.empty()
        : Optional.of(damaged(file, "SHA-256 " + sha256, written.sha256()));
  }

  private static Damaged damaged(Path where, String found, String expected) {
    return new Damaged(
        new Problem(
            "Stored step is damaged",
            where.toString(),
            found,
            expected,
            "Nothing to do: the step is computed again where it is needed."));
  }

  private static Newer newer(Path directory, JsonFields fields) {
    return new Newer(
        new Problem(
            "Stored step was written by a newer version of PULSE",
            directory.toString(),
            "format " + fields.describeValue("format"),
            "format " + ManifestFile.FORMAT,
            "Use that version, or another directory for the store."));
  }
}
