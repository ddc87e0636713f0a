package org.pulsebench.experiment.environment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the code that runs, as the build wrote it. */
final class PulseVersion {

  private PulseVersion() {}

  static String current() {
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
