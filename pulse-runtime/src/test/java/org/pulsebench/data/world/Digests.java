package org.pulsebench.data.world;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** SHA-256, computed apart from the code that is tested. */
final class Digests {

  private Digests() {}

  /** Returns the digest of every file below a directory, by its path with slashes. */
  static Map<String, String> of(Path directory) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path file : paths.filter(Files::isRegularFile).toList()) {
        digests.put(
            directory.relativize(file).toString().replace('\\', '/'), of(Files.readAllBytes(file)));
      }
    }
    return digests;
  }

  /** Returns the digest of bytes. */
  static String of(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
