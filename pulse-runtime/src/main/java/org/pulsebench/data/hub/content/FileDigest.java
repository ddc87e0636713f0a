package org.pulsebench.data.hub.content;

import java.util.regex.Pattern;
import org.pulsebench.Checks;

/**
 * The digest of a file's bytes.
 *
 * @param hex lower-case hexadecimal digits, as many as the kind has
 */
public record FileDigest(DigestKind kind, String hex) {

  private static final Pattern HEX = Pattern.compile("[0-9a-f]*");

  public FileDigest {
    Checks.require(isHex(kind, hex), "digest", hex, kind.digits() + " hexadecimal digits");
  }

  /** Returns whether a text has the form of a digest of that kind. */
  public static boolean isHex(DigestKind kind, String hex) {
    return hex.length() == kind.digits() && HEX.matcher(hex).matches();
  }

  /** Returns the digest of SHA-256. */
  public static FileDigest sha256(String hex) {
    return new FileDigest(DigestKind.SHA256, hex);
  }

  /** Returns a name for files that belong to this content. */
  public String key() {
    return kind.id() + "-" + hex;
  }

  @Override
  public String toString() {
    return kind.id() + " " + hex;
  }
}
