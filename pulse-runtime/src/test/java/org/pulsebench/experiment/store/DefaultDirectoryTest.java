package org.pulsebench.experiment.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.EnvironmentException;

class DefaultDirectoryTest {

  private static final Path HOME = Path.of("/home/ada").toAbsolutePath();

  @Test
  void linux_has_it_in_the_cache_directory_of_xdg() {
    Path cache = Path.of("/fast/cache").toAbsolutePath();
    assertThat(directory("Linux", Map.of("XDG_CACHE_HOME", cache.toString())))
        .isEqualTo(cache.resolve("pulse"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "relative/cache"})
  void linux_without_an_absolute_one_has_it_below_the_home_directory(String cache) {
    assertThat(directory("Linux", Map.of("XDG_CACHE_HOME", cache)))
        .isEqualTo(directory("Linux", Map.of()))
        .isEqualTo(HOME.resolve(".cache").resolve("pulse"));
  }

  @Test
  void macos_has_it_in_the_library() {
    assertThat(directory("Mac OS X", Map.of("XDG_CACHE_HOME", "/x")))
        .isEqualTo(HOME.resolve("Library").resolve("Caches").resolve("pulse"));
  }

  @Test
  void windows_has_it_in_the_local_data_of_programs() {
    Path local = HOME.resolve("Elsewhere");
    assertThat(directory("Windows 11", Map.of("LOCALAPPDATA", local.toString())))
        .isEqualTo(local.resolve("pulse"));
    assertThat(directory("Windows 11", Map.of()))
        .isEqualTo(HOME.resolve("AppData").resolve("Local").resolve("pulse"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?"})
  void a_user_without_a_home_directory_is_told(String home) {
    assertThatThrownBy(() -> StepStore.defaultDirectory(Map.of(), properties("Linux", home)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("no home directory for the step store")
        .hasMessageContaining("user.home")
        .hasMessageContaining("Configure a directory");
  }

  private static Path directory(String system, Map<String, String> environment) {
    return StepStore.defaultDirectory(environment, properties(system, HOME.toString()));
  }

  private static Properties properties(String system, String home) {
    Properties properties = new Properties();
    properties.setProperty("os.name", system);
    properties.setProperty("user.home", home);
    return properties;
  }
}
