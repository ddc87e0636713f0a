package org.pulsebench.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

final class TypedCommandTest {

  private final Properties properties = new Properties();

  @Test
  void goals_and_options_of_pulse_are_typed_again() {
    properties.setProperty("pulse.seeds", "1,2,3");
    properties.setProperty("pulse.methods", "ga,npo");
    assertThat(TypedCommand.of(List.of("clean", "verify"), List.of(), properties))
        .isEqualTo("mvn clean verify -Dpulse.methods=ga,npo -Dpulse.seeds=1,2,3");
  }

  @Test
  void profiles_are_typed_again() {
    assertThat(TypedCommand.of(List.of("pulse:run"), List.of("paper", "gpu"), properties))
        .isEqualTo("mvn -Ppaper,gpu pulse:run");
  }

  @Test
  void options_of_others_may_be_secrets_and_stay_out() {
    properties.setProperty("repository.password", "secret");
    assertThat(TypedCommand.of(List.of("pulse:run"), List.of(), properties))
        .isEqualTo("mvn pulse:run");
  }

  @Test
  void places_of_one_machine_stay_out() {
    properties.setProperty("pulse.store", "somewhere/store");
    properties.setProperty("pulse.directory", "somewhere/results");
    assertThat(TypedCommand.of(List.of("pulse:run"), List.of(), properties))
        .isEqualTo("mvn pulse:run");
  }

  @Test
  void what_a_shell_would_read_otherwise_is_quoted() {
    properties.setProperty("pulse.name", "Ada's two rates; rm -rf $HOME");
    assertThat(TypedCommand.of(List.of("pulse:run"), List.of(), properties))
        .isEqualTo("mvn pulse:run '-Dpulse.name=Ada'\\''s two rates; rm -rf $HOME'");
  }
}
