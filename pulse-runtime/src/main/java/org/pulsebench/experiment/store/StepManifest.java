package org.pulsebench.experiment.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pulsebench.Checks;
import org.pulsebench.Sha256;

/**
 * What a finished step holds and where it came from, as its {@code manifest.json} says.
 *
 * @param key kind and inputs
 * @param files by their paths below the step's directory, with {@code /}
 * @param created when the step was finished
 * @param duration how long its action ran, to the millisecond
 */
public record StepManifest(
    StepKey key, SortedMap<String, StoredFile> files, Instant created, Duration duration) {

  /**
   * A file as it was written.
   *
   * @param sha256 64 hexadecimal digits
   */
  public record StoredFile(String sha256, long bytes) {

    public StoredFile {
      Sha256.require(sha256, "sha256");
      Checks.require(bytes >= 0, "bytes", bytes, "at least 0");
    }
  }

  public StepManifest {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(created, "created");
    Checks.require(!duration.isNegative(), "duration", duration, "at least 0");
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    files.keySet().forEach(StepManifest::requireInside);
  }

  /** Returns the size of all files together. */
  public long bytes() {
    return files.values().stream().mapToLong(StoredFile::bytes).sum();
  }

  private static void requireInside(String name) {
    boolean inside =
        !name.isEmpty()
            && !name.contains("\\")
            && Stream.of(name.split("/", -1))
                .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    Checks.require(inside, "file name", name, "a path below the step's directory");
  }
}
