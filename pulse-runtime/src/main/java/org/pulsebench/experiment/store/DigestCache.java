package org.pulsebench.experiment.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.pulsebench.BadInputException;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.Sha256;
import org.pulsebench.json.JsonFields;
import org.pulsebench.json.JsonFile;

/**
 * The digests of large files that lie outside the store, remembered in it: a file whose size and
 * modification time are what they were is not read again.
 *
 * <p>They lie in {@code digests.json} in the store's directory. It may be deleted at any time, and
 * two processes may write it: at worst, files are read again. For one thread.
 */
public final class DigestCache {

  static final String FILE = "digests.json";

  /**
   * How long a file has to be left alone before its digest is remembered: file systems count
   * modification times in steps of up to two seconds, within which a second change goes unseen.
   */
  private static final Duration SETTLED = Duration.ofSeconds(2);

  private final Path file;
  private final SortedMap<String, Digested> known;

  /** What tells a file's content from a later one without reading it. */
  private record Stamp(long bytes, Instant modified) {

    static Stamp of(Path path) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return new Stamp(attributes.size(), attributes.lastModifiedTime().toInstant());
    }

    boolean isSettled() {
      return modified.plus(SETTLED).isBefore(Instant.now());
    }
  }

  private record Digested(Stamp stamp, String sha256) {}

  private DigestCache(Path file, SortedMap<String, Digested> known) {
    this.file = file;
    this.known = known;
  }

  /**
   * Opens the cache of a store.
   *
   * @param store the store's directory; nothing is written down where there is none
   * @param warnings is told if what is remembered is damaged; it is then forgotten
   * @throws EnvironmentException if it cannot be read
   */
  public static DigestCache in(Path store, Consumer<Problem> warnings) {
    Path file = store.resolve(FILE);
    try {
      return new DigestCache(file, Files.exists(file) ? read(file) : new TreeMap<>());
    } catch (BadInputException e) {
      Problem problem = e.problem();
      warnings.accept(
          new Problem(
              "Remembered digests are damaged",
              problem.where(),
              problem.found(),
              problem.expected(),
              "Nothing to do: the files are read again."));
      return new DigestCache(file, new TreeMap<>());
    }
  }

  /**
   * Returns the SHA-256 of a file in 64 hexadecimal digits.
   *
   * @throws EnvironmentException if the file cannot be read, or its digest cannot be written down
   */
  public String of(Path path) {
    String name = path.toAbsolutePath().normalize().toString();
    try {
      Stamp stamp = Stamp.of(path);
      Digested before = known.get(name);
      if (before != null && before.stamp().equals(stamp)) {
        return before.sha256();
      }
      String sha256 = Sha256.of(path);
      if (stamp.isSettled() && Stamp.of(path).equals(stamp)) {
        known.put(name, new Digested(stamp, sha256));
        write();
      }
      return sha256;
    } catch (IOException e) {
      throw EnvironmentException.unreadable(path, e);
    }
  }

  private void write() {
    if (!Files.isDirectory(file.getParent())) {
      // Whoever only asks what a run would take makes no store for it.
      return;
    }
    known.keySet().removeIf(name -> !Files.exists(Path.of(name)));
    ObjectNode files = JsonNodeFactory.instance.objectNode();
    known.forEach(
        (name, digested) ->
            files
                .putObject(name)
                .put("bytes", digested.stamp().bytes())
                .put("modified", digested.stamp().modified().toString())
                .put("sha256", digested.sha256()));
    JsonFile.write(files, file);
  }

  private static SortedMap<String, Digested> read(Path file) {
    JsonFields files = JsonFields.read(file);
    SortedMap<String, Digested> known = new TreeMap<>();
    for (String name : files.names()) {
      JsonFields fields = files.object(name);
      String sha256 = fields.requiredText("sha256");
      if (!Sha256.isDigest(sha256)) {
        throw fields.bad("sha256", sha256, "64 hexadecimal digits");
      }
      Stamp stamp = new Stamp(fields.count("bytes"), fields.time("modified"));
      known.put(name, new Digested(stamp, sha256));
    }
    return known;
  }
}
