package org.pulsebench.experiment.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.pulsebench.Checks;

/**
 * A step that lies in a store, in whatever state.
 *
 * @param kind such as {@code unlearn}
 * @param digest the digest of its key: 64 hexadecimal digits
 * @param directory where it lies
 * @param bytes the size of all its files, the manifest included
 * @param lastUsed when it was made or, if later, last reused
 * @param manifest its manifest, unless that is damaged or of a newer version
 */
public record StoredStep(
    String kind,
    String digest,
    Path directory,
    long bytes,
    Instant lastUsed,
    Optional<StepManifest> manifest) {

  public StoredStep {
    new StepId(kind, digest);
    Objects.requireNonNull(directory, "directory");
    Checks.require(bytes >= 0, "bytes", bytes, "at least 0");
    Objects.requireNonNull(lastUsed, "lastUsed");
    Objects.requireNonNull(manifest, "manifest");
  }

  /** Returns the kind and the first 12 digits of the digest: a name for messages. */
  public String shortName() {
    return id().shortName();
  }

  StepId id() {
    return new StepId(kind, digest);
  }
}
