package org.pulsebench.data.hub.content;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.pulsebench.BadInputException;
import org.pulsebench.Cancellation;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Sha256;
import org.pulsebench.json.JsonFields;
import org.pulsebench.json.JsonFile;

/**
 * SHA-256 of files, remembered with size and modification time: a file that has kept both is not
 * read again, however many gigabytes it has.
 *
 * <p>One small file for each, so that builds do not wait for each other; any may be deleted at any
 * time. Safe for use by several threads and processes.
 */
final class RememberedDigests {

  /** File systems count modification times in steps of up to two seconds. */
  private static final Duration SETTLED = Duration.ofSeconds(2);

  private final Path directory;
  private final Cancellation cancellation;

  private record Stamp(long bytes, Instant modified) {

    static Stamp of(Path file) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(attributes.size(), attributes.lastModifiedTime().toInstant());
    }
  }

  RememberedDigests(Path directory, Cancellation cancellation) {
    this.directory = directory;
    this.cancellation = cancellation;
  }

  /** Returns the SHA-256 of a file, read if need be. */
  String of(Path file) {
    try {
      Stamp stamp = Stamp.of(file);
      Optional<String> known = known(file, stamp);
      if (known.isPresent()) {
        return known.get();
      }
      String sha256 = Digesting.of(file, Optional.empty(), cancellation).sha256();
      boolean settled = stamp.modified().plus(SETTLED).isBefore(Instant.now());
      if (settled && Stamp.of(file).equals(stamp)) {
        write(file, stamp, sha256);
      }
      return sha256;
    } catch (IOException e) {
      throw EnvironmentException.unreadable(file, e);
    }
  }

  /** Remembers what the caller has digested itself, of a file that nobody else writes. */
  void remember(Path file, String sha256) {
    try {
      write(file, Stamp.of(file), sha256);
    } catch (IOException e) {
      throw EnvironmentException.unreadable(file, e);
    }
  }

  private Optional<String> known(Path file, Stamp stamp) {
    Path note = note(file);
    if (!Files.exists(note)) {
      return Optional.empty();
    }
    try {
      JsonFields fields = JsonFields.read(note);
      boolean same =
          new Stamp(fields.count("bytes"), fields.time("modified")).equals(stamp)
              && Sha256.isDigest(fields.requiredText("sha256"));
      return same ? fields.text("sha256") : Optional.empty();
    } catch (BadInputException e) {
      // Damaged, or just removed by another build: the file is read again.
      return Optional.empty();
    }
  }

  private void write(Path file, Stamp stamp, String sha256) throws IOException {
    Path note = note(file);
    Files.createDirectories(note.getParent());
    JsonFile.write(
        JsonNodeFactory.instance
            .objectNode()
            .put("file", name(file))
            .put("bytes", stamp.bytes())
            .put("modified", stamp.modified().toString())
            .put("sha256", sha256),
        note);
  }

  private Path note(Path file) {
    return directory.resolve(Sha256.of(name(file)) + ".json");
  }

  private static String name(Path file) {
    return file.toAbsolutePath().normalize().toString();
  }
}
