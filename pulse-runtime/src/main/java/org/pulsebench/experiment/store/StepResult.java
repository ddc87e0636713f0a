package org.pulsebench.experiment.store;

import java.nio.file.Path;
import java.util.Objects;
import org.pulsebench.Checks;

/**
 * A finished step.
 *
 * @param directory its files, which belong to the store: to be read, never to be written; they stay
 *     at least until the store that returned this is closed
 * @param manifest what the directory holds and where it came from
 */
public record StepResult(Path directory, StepManifest manifest) {

  public StepResult {
    Objects.requireNonNull(directory, "directory");
    Objects.requireNonNull(manifest, "manifest");
  }

  /**
   * Returns the place of one of the step's files.
   *
   * @param name its path below the directory, with {@code /}
   * @throws IllegalArgumentException if the step has no such file
   */
  public Path file(String name) {
    Checks.require(
        manifest.files().containsKey(name), "name", name, "one of " + manifest.files().keySet());
    return directory.resolve(name);
  }
}
