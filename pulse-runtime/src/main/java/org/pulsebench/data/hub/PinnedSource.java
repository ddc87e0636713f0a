package org.pulsebench.data.hub;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pulsebench.Sha256;

/**
 * A source as a lock file pins it: exactly these bytes.
 *
 * @param name what the user calls it
 * @param requested the revision that was asked for
 * @param revision what that was: a commit; the requested one where there are no commits
 * @param licence its id or name
 * @param accepted the name by which the licence was accepted, if it asks for that
 * @param files in the order of their paths
 */
public record PinnedSource(
    String name,
    SourceKind kind,
    String id,
    String requested,
    String revision,
    String licence,
    Optional<String> accepted,
    List<PinnedFile> files) {

  public PinnedSource {
    files = files.stream().sorted(Comparator.comparing(PinnedFile::path)).toList();
  }

  /** Returns the SHA-256 of what {@code sha256sum} prints for the files, sorted by path. */
  public String digest() {
    StringBuilder lines = new StringBuilder();
    files.forEach(file -> lines.append(file.sha256() + "  " + file.path() + "\n"));
    return Sha256.of(lines.toString());
  }

  /** Returns how many bytes the files have together. */
  public long bytes() {
    return files.stream().mapToLong(PinnedFile::size).sum();
  }
}
