package org.pulsebench.data.hub;

import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import org.pulsebench.Sha256;
import org.pulsebench.data.archive.EntryPath;
import org.pulsebench.data.hub.content.FileDigest;

/**
 * A file of a source that has to be there.
 *
 * @param path from the source's top
 * @param size in bytes, where it is known
 * @param digest of its bytes, where one is known
 * @param address where it can be had
 */
record WantedFile(EntryPath path, OptionalLong size, Optional<FileDigest> digest, URI address) {

  /** Returns what its partial file and its lock are called. */
  String key() {
    return digest.map(FileDigest::key).orElseGet(() -> "address-" + Sha256.of(address.toString()));
  }
}
