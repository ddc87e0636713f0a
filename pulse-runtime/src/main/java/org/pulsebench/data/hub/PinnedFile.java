package org.pulsebench.data.hub;

import org.pulsebench.Checks;
import org.pulsebench.Sha256;
import org.pulsebench.data.archive.EntryPath;

/**
 * A file as a lock file pins it.
 *
 * @param path with slashes, from the source's top
 * @param size in bytes
 * @param sha256 64 hexadecimal digits
 */
public record PinnedFile(String path, long size, String sha256) {

  public PinnedFile {
    Checks.require(EntryPath.fault(path).isEmpty(), "path", path, "a relative path with slashes");
    Checks.require(size >= 0, "size", size, "at least 0");
    Sha256.require(sha256, "sha256");
  }
}
