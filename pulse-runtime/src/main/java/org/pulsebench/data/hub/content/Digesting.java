package org.pulsebench.data.hub.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.pulsebench.Cancellation;

/**
 * SHA-256 of bytes that come bit by bit, and with it a second digest where the publisher gives
 * another. For one thread.
 */
public final class Digesting {

  /** Large enough that the digest, not the reading, is what takes the time. */
  private static final int BUFFER_BYTES = 1 << 20;

  private final MessageDigest sha256;
  private final Optional<DigestKind> otherKind;
  private final Optional<MessageDigest> other;

  /**
   * What came out.
   *
   * @param sha256 64 hexadecimal digits
   * @param other the second digest, if one was asked for
   */
  public record Digested(String sha256, Optional<FileDigest> other) {

    /** Returns whether this is the content of a digest, which is of a kind that was asked for. */
    public boolean is(FileDigest expected) {
      return found(expected.kind()).equals(expected);
    }

    /** Returns the digest of a kind that was asked for. */
    public FileDigest found(DigestKind kind) {
      return kind == DigestKind.SHA256 ? FileDigest.sha256(sha256) : other.orElseThrow();
    }
  }

  /**
   * Starts.
   *
   * @param size how many bytes will come
   * @param kind what is wanted beside SHA-256; SHA-256 again is nothing more
   */
  public Digesting(long size, Optional<DigestKind> kind) {
    this.sha256 = DigestKind.SHA256.start(size);
    this.otherKind = kind.filter(wanted -> wanted != DigestKind.SHA256);
    this.other = otherKind.map(wanted -> wanted.start(size));
  }

  /**
   * Digests a file.
   *
   * @throws IOException if it cannot be read
   * @throws org.pulsebench.CancelledException if it should stop
   */
  public static Digested of(Path file, Optional<DigestKind> kind, Cancellation cancellation)
      throws IOException {
    Digesting digesting = new Digesting(Files.size(file), kind);
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        cancellation.throwIfRequested();
        digesting.add(buffer, read);
      }
    }
    return digesting.finish();
  }

  /** Adds the first bytes of a buffer. */
  public void add(byte[] bytes, int length) {
    sha256.update(bytes, 0, length);
    other.ifPresent(digest -> digest.update(bytes, 0, length));
  }

  /** Returns the digests of all that was added. */
  public Digested finish() {
    return new Digested(
        hex(sha256), otherKind.map(kind -> new FileDigest(kind, hex(other.orElseThrow()))));
  }

  private static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
