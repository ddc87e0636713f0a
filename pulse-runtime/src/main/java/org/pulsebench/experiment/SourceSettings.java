package org.pulsebench.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * How sources that an experiment names are brought onto this machine; results do not depend on it.
 *
 * @param lock the file that pins them, written when something is pinned anew
 * @param accepted licences and sources whose terms the user has accepted
 * @param renewed names of sources that are pinned anew; {@code all} stands for each
 * @param present directories in which files may lie already
 * @param offline whether no server may be asked
 */
public record SourceSettings(
    Path lock, Set<String> accepted, Set<String> renewed, List<Path> present, boolean offline) {

  public SourceSettings {
    Objects.requireNonNull(lock, "lock");
    accepted = Set.copyOf(accepted);
    renewed = Set.copyOf(renewed);
    present = List.copyOf(present);
  }

  /** Returns what holds where nothing is said. */
  static SourceSettings of(Path lock) {
    return new SourceSettings(lock, Set.of(), Set.of(), List.of(), false);
  }

  /** Returns the same, but that no server may be asked and nothing is pinned anew. */
  SourceSettings withoutNetwork() {
    return new SourceSettings(lock, accepted, Set.of(), present, true);
  }
}
