package org.pulsebench.plugin.fork;

import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * The operating system and processor of this machine, by the name under which DJL publishes PyTorch
 * for it.
 *
 * @param classifier such as {@code linux-x86_64}
 */
record Platform(String classifier) {

  /** The platforms that there is a library for. */
  static final String ALL = "linux-x86_64, linux-aarch64, osx-aarch64, win-x86_64";

  /** Returns the platform of a JVM, if there is a library for it. */
  static Optional<Platform> of(Properties system) {
    String os = system.getProperty("os.name").toLowerCase(Locale.ROOT);
    String processor = system.getProperty("os.arch").toLowerCase(Locale.ROOT);
    boolean arm = processor.equals("aarch64") || processor.equals("arm64");
    boolean intel = processor.equals("amd64") || processor.equals("x86_64");
    if (os.startsWith("linux") && (arm || intel)) {
      return Optional.of(new Platform("linux-" + (arm ? "aarch64" : "x86_64")));
    }
    if (os.startsWith("mac") && arm) {
      return Optional.of(new Platform("osx-aarch64"));
    }
    return os.startsWith("windows") && intel
        ? Optional.of(new Platform("win-x86_64"))
        : Optional.empty();
  }

  boolean isWindows() {
    return classifier.startsWith("win");
  }
}
