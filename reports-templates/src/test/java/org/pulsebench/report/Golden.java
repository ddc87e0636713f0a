package org.pulsebench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files as they were when somebody last looked at them.
 *
 * <p>With the system property {@code golden} set to the directory {@code
 * src/test/resources/org/pulsebench/report/golden}, what differs is written there instead.
 */
public final class Golden {

  private Golden() {}

  /** Requires that a file is what it was. */
  public static void check(Path file) {
    String name = file.getFileName().toString();
    try {
      String actual = Files.readString(file);
      if (System.getProperty("golden") != null) {
        Files.writeString(Path.of(System.getProperty("golden"), name), actual);
        return;
      }
      try (InputStream golden = Golden.class.getResourceAsStream("golden/" + name)) {
        assertThat(golden).as("golden file " + name).isNotNull();
        String expected = new String(golden.readAllBytes(), StandardCharsets.UTF_8);
        assertThat(actual).as(name).isEqualTo(expected);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
