package org.pulsebench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares texts with files that were looked at and found right; {@code -Dpulse.golden=write}
 * writes those anew, to be looked at again.
 */
public final class Golden {

  private static final Path DIRECTORY = Path.of("src/test/resources/org/pulsebench/report/golden");

  private Golden() {}

  /** Asserts that a file is what the one of its name was. */
  public static void check(Path file) {
    try {
      check(file.getFileName().toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asserts that a text is that of a file. */
  public static void check(String name, String text) {
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
