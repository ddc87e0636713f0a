package org.pulsebench.plugin.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pulsebench.plugin.fork.HubAccess.WebProxy;

final class HubAccessTest {

  private static final WebProxy ASKING =
      new WebProxy("proxy.example.org", 3128, "*.example.org", Optional.of("ann"), "s3cret");

  private final HubAccess access =
      new HubAccess(
          Optional.of("https://hub.example.org"),
          Optional.of("hf_secret"),
          Map.of("http", ASKING, "https", ASKING));

  @Test
  void secrets_are_in_the_environment_and_never_on_the_command_line() {
    assertThat(access.secrets())
        .containsEntry("HF_ENDPOINT", "https://hub.example.org")
        .containsEntry("HF_TOKEN", "hf_secret")
        .containsEntry("PULSE_PROXY_USER", "ann")
        .containsEntry("PULSE_PROXY_PASSWORD", "s3cret");
    assertThat(String.join(" ", access.arguments()) + access + ASKING)
        .doesNotContain("hf_secret", "s3cret", "ann");
  }

  @Test
  void proxies_are_those_of_the_settings_but_for_this_machine() {
    assertThat(access.arguments())
        .contains(
            "-Dhttp.proxyHost=proxy.example.org",
            "-Dhttp.proxyPort=3128",
            "-Dhttps.proxyHost=proxy.example.org",
            "-Dhttps.proxyPort=3128",
            "-Dhttp.nonProxyHosts=*.example.org|localhost|127.*|[::1]",
            "-Djdk.http.auth.tunneling.disabledSchemes=");
  }

  @Test
  void without_settings_the_environment_decides() {
    HubAccess none = new HubAccess(Optional.empty(), Optional.empty(), Map.of());
    assertThat(none.secrets()).isEmpty();
    assertThat(none.arguments()).noneMatch(argument -> argument.contains("proxy"));
  }
}
