package org.pulsebench.data.hub.transfer;

import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.pulsebench.Checks;
import org.pulsebench.PulseException;
import org.pulsebench.data.hub.content.DigestKind;
import org.pulsebench.data.hub.content.FileDigest;
import org.pulsebench.data.hub.http.Reply;

/**
 * A file on a server.
 *
 * @param address where it is asked for
 * @param name what messages call it
 * @param size in bytes, at least 0
 * @param digest of its bytes, where one is published
 * @param refusal makes the problem of an answer that is not the file
 */
public record RemoteFile(
    URI address,
    String name,
    long size,
    Optional<FileDigest> digest,
    Function<Reply, PulseException> refusal) {

  public RemoteFile {
    Checks.require(size >= 0, "size", size, "at least 0");
  }

  Optional<DigestKind> kind() {
    return digest.map(FileDigest::kind);
  }

  /** Returns what a partial file has to be of, to be gone on with. */
  String identity() {
    return digest.map(FileDigest::toString).orElse(address.toString());
  }
}
