package org.pulsebench.plugin.fork;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What the worker is made of; a set that was built and tested together.
 *
 * @param pulse of the runtime, and of the plugin
 * @param pytorch of the native library, such as {@code 2.7.1}
 * @param slf4j of the logger
 */
record Versions(String pulse, String pytorch, String slf4j) {

  /** Returns those that the build has put beside this class. */
  static Versions installed() {
    Properties properties = new Properties();
    try (InputStream file = Versions.class.getResourceAsStream("versions.properties")) {
      if (file == null) {
        throw new IllegalStateException("versions.properties is not beside " + Versions.class);
      }
      properties.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Versions(
        properties.getProperty("pulse"),
        properties.getProperty("pytorch"),
        properties.getProperty("slf4j"));
  }
}
