package org.pulsebench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * SHA-256 digests (FIPS 180-4) as 64 lower-case hexadecimal digits.
 *
 * <p>The static methods digest what is there at once; an instance digests what comes bit by bit,
 * and is for one thread.
 */
public final class Sha256 {

  /** The form of a digest, as part of a regular expression. */
  public static final String REGEX = "[0-9a-f]{64}";

  private static final Pattern DIGEST = Pattern.compile(REGEX);

  private final MessageDigest digest = newDigest();

  /** Returns the digest of some bytes. */
  public static String of(byte[] bytes) {
    return hex(newDigest().digest(bytes));
  }

  /** Returns the digest of a text in UTF-8. */
  public static String of(String text) {
    return of(text.getBytes(UTF_8));
  }

  /**
   * Returns the digest of a file's bytes, which are read piece by piece.
   *
   * @throws IOException if the file cannot be read
   */
  public static String of(Path file) throws IOException {
    DigestOutputStream digested =
        new DigestOutputStream(OutputStream.nullOutputStream(), newDigest());
    Files.copy(file, digested);
    return hex(digested.getMessageDigest().digest());
  }

  /** Returns whether a text has the form of a digest. */
  public static boolean isDigest(String text) {
    return DIGEST.matcher(text).matches();
  }

  /**
   * Returns a digest that has the right form.
   *
   * @param name what messages call it
   * @throws IllegalArgumentException if it has not
   */
  public static String require(String digest, String name) {
    Checks.require(isDigest(digest), name, digest, "64 hexadecimal digits");
    return digest;
  }

  /** Adds bytes to what is digested. */
  public Sha256 add(byte[] bytes) {
    digest.update(bytes);
    return this;
  }

  /** Adds what remains of a buffer to what is digested. */
  public Sha256 add(ByteBuffer bytes) {
    digest.update(bytes);
    return this;
  }

  /** Adds a text in UTF-8 to what is digested. */
  public Sha256 add(String text) {
    return add(text.getBytes(UTF_8));
  }

  /** Returns the digest of all that was added, and begins anew with nothing. */
  public String finish() {
    return hex(digest.digest());
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform provides SHA-256", e);
    }
  }
}
