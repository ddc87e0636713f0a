package org.pulsebench.data.hub.content;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/** The digests by which publishers name the bytes of a file. */
public enum DigestKind {
  /** Of the bytes (FIPS 180-4), as Git LFS and the Hub use it for large files. */
  SHA256("sha256", "SHA-256", 64),

  /** Of git's header and the bytes (SHA-1), as git and the Hub use it for small files. */
  GIT_BLOB("git-blob-sha1", "SHA-1", 40),

  /** Of the bytes (RFC 1321), as some data sets publish it; tells accidents, not attacks. */
  MD5("md5", "MD5", 32);

  private final String id;
  private final String algorithm;
  private final int digits;

  DigestKind(String id, String algorithm, int digits) {
    this.id = id;
    this.algorithm = algorithm;
    this.digits = digits;
  }

  /** Returns the kind of an id, if there is one. */
  public static Optional<DigestKind> of(String id) {
    return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
  }

  /** Returns what files call it. */
  public String id() {
    return id;
  }

  int digits() {
    return digits;
  }

  MessageDigest start(long size) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      if (this == GIT_BLOB) {
        digest.update(("blob " + size + "\0").getBytes(US_ASCII));
      }
      return digest;
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform provides " + algorithm, e);
    }
  }
}
