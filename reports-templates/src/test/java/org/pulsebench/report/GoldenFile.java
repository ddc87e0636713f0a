package org.pulsebench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares a text with a file that was looked at and found right; {@code -Dpulse.golden=write}
 * writes it anew, to be looked at again.
 */
public final class GoldenFile {

  private static final Path DIRECTORY = Path.of("src/test/resources/org/pulsebench/report/golden");

  private GoldenFile() {}

  /** Asserts that a text is that of a file. */
  public static void assertSame(String name, String text) {
    Path file = DIRECTORY.resolve(name);
    try {
      if ("write".equals(System.getProperty("pulse.golden"))) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
      }
      assertThat(text).as(name).isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
