package org.pulsebench.experiment.store;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;

/**
 * The directory in which the operating system wants programs to keep what they can make again.
 *
 * @param environment the variables of the process
 * @param properties the system properties: {@code os.name} and {@code user.home}
 */
record CacheDirectory(Map<String, String> environment, Properties properties) {

  private static final String PRODUCT = "pulse";

  Path path() {
    String system = properties.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.startsWith("windows")) {
      return variable("LOCALAPPDATA")
          .orElseGet(() -> home().resolve("AppData").resolve("Local"))
          .resolve(PRODUCT);
    }
    if (system.startsWith("mac")) {
      return home().resolve("Library").resolve("Caches").resolve(PRODUCT);
    }
    // The XDG base directory specification has relative paths ignored.
    return variable("XDG_CACHE_HOME")
        .filter(Path::isAbsolute)
        .orElseGet(() -> home().resolve(".cache"))
        .resolve(PRODUCT);
  }

  private Optional<Path> variable(String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isEmpty())
        .map(Path::of);
  }

  private Path home() {
    String home = properties.getProperty("user.home", "");
    // Java says "?" for a user without an entry in the password file, as containers have them.
    if (home.isEmpty() || home.equals("?")) {
      throw new EnvironmentException(
          new Problem(
              "There is no home directory for the step store",
              "system property user.home",
              home.isEmpty() ? "nothing" : home,
              "the user's home directory",
              "Configure a directory for the store."));
    }
    return Path.of(home);
  }
}
