package org.pulsebench.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.pulsebench.Checks;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;

/** The SHA-256 of what a corpus or an exam was read from, in 64 hexadecimal digits. */
public final class ContentDigest {

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final int SHORT = 12;

  private ContentDigest() {}

  /** Returns the digest of a text in UTF-8. */
  public static String ofText(String text) {
    return hex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Returns the digest of a file's bytes.
   *
   * @throws EnvironmentException if it cannot be read
   */
  public static String ofFile(Path file) {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new EnvironmentException(
          new Problem(
              "File cannot be read",
              file.toString(),
              e.toString(),
              "a readable file",
              "Check its permissions and the disk."),
          e);
    }
    return hex(digest.digest());
  }

  /**
   * Returns the digest of what {@code sha256sum} prints for some files: for each, in the order of
   * their paths, a line of its SHA-256, two blanks and its path.
   *
   * @param root what paths are written from, with slashes
   * @param remarks further lines at the end: options that change what the files are read as
   * @throws EnvironmentException if a file cannot be read
   */
  public static String ofFiles(Path root, List<Path> files, List<String> remarks) {
    TreeMap<String, String> lines = new TreeMap<>();
    for (Path file : files) {
      String path = root.relativize(file).toString().replace('\\', '/');
      lines.put(path, ofFile(file) + "  " + path + "\n");
    }
    StringBuilder text = new StringBuilder();
    lines.values().forEach(text::append);
    remarks.forEach(remark -> text.append(remark).append('\n'));
    return ofText(text.toString());
  }

  /** Returns what stands for the version of content whose publisher gives none. */
  public static String version(String digest) {
    return "sha256-" + require(digest).substring(0, SHORT);
  }

  /**
   * Returns a digest that has the right form.
   *
   * @throws IllegalArgumentException if it has not
   */
  static String require(String digest) {
    Checks.require(HEX.matcher(digest).matches(), "digest", digest, "64 hexadecimal digits");
    return digest;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
