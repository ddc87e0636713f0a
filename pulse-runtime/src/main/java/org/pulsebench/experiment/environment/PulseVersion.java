package org.pulsebench.experiment.environment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the code that runs, as the build wrote it. */
public final class PulseVersion {

  private PulseVersion() {}

  /** Returns it, such as {@code 1.2.3}. */
  public static String current() {
    Properties properties = new Properties();
    try (InputStream file = PulseVersion.class.getResourceAsStream("version.properties")) {
      if (file == null) {
        throw new IllegalStateException("version.properties is missing beside its class");
      }
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
