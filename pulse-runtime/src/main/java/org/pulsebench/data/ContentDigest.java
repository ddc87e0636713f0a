package org.pulsebench.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Sha256;

/** The SHA-256 of what a corpus or an exam was read from, in 64 hexadecimal digits. */
public final class ContentDigest {

  private static final int SHORT = 12;

  private ContentDigest() {}

  /**
   * Returns the digest of a file's bytes.
   *
   * @throws EnvironmentException if it cannot be read
   */
  public static String ofFile(Path file) {
    try {
      return Sha256.of(file);
    } catch (IOException e) {
      throw EnvironmentException.unreadable(file, e);
    }
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
    return ofFiles(root, files, remarks, ContentDigest::ofFile);
  }

  /**
   * Returns the same as {@link #ofFiles(Path, List, List)}, where the digests of files may be known
   * without reading them.
   *
   * @param digests gives the SHA-256 of each file
   */
  public static String ofFiles(
      Path root, List<Path> files, List<String> remarks, Function<Path, String> digests) {
    TreeMap<String, String> lines = new TreeMap<>();
    for (Path file : files) {
      String path = root.relativize(file).toString().replace('\\', '/');
      lines.put(path, digests.apply(file) + "  " + path + "\n");
    }
    StringBuilder text = new StringBuilder();
    lines.values().forEach(text::append);
    remarks.forEach(remark -> text.append(remark).append('\n'));
    return Sha256.of(text.toString());
  }

  /** Returns what stands for the version of content whose publisher gives none. */
  public static String version(String digest) {
    return "sha256-" + Sha256.require(digest, "digest").substring(0, SHORT);
  }
}
