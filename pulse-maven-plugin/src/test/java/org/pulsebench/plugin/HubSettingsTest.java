package org.pulsebench.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.junit.jupiter.api.Test;
import org.pulsebench.BadInputException;
import org.pulsebench.plugin.fork.HubAccess;

final class HubSettingsTest {

  /** What is encrypted has braces around it, which decryption takes off. */
  private static final SettingsDecrypter DECRYPTER = HubSettingsTest::decrypted;

  private final Settings settings = new Settings();

  private HubAccess access(String... server) {
    return new HubSettings(settings, DECRYPTER)
        .access(Optional.empty(), Stream.of(server).findFirst());
  }

  private void server(String id, String password) {
    Server server = new Server();
    server.setId(id);
    server.setPassword(password);
    settings.addServer(server);
  }

  @Test
  void the_token_is_the_decrypted_password_of_the_server() {
    server("huggingface", "{hf_secret}");
    server("other", "{hf_other}");

    assertThat(access().token()).contains("hf_secret");
    assertThat(access("other").token()).contains("hf_other");
  }

  @Test
  void without_a_server_there_is_no_token_of_its_own() {
    assertThat(access().token()).isEmpty();
  }

  @Test
  void a_server_that_is_named_has_to_exist() {
    assertThatThrownBy(() -> access("huggingfase"))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("<hub><server> (-Dpulse.hub.server)")
        .hasMessageContaining("huggingfase");
  }

  @Test
  void a_proxy_of_http_stands_in_for_one_of_https_and_an_inactive_one_for_none() {
    settings.addProxy(proxy("http", "off", false));
    settings.addProxy(proxy("http", "on", true));

    HubAccess access = access();

    assertThat(access.proxies().get("https")).isEqualTo(access.proxies().get("http"));
    assertThat(access.proxies().get("http").host()).isEqualTo("on");
    assertThat(access.proxies().get("http").password()).isEqualTo("s3cret");
  }

  private static Proxy proxy(String protocol, String host, boolean active) {
    Proxy proxy = new Proxy();
    proxy.setProtocol(protocol);
    proxy.setHost(host);
    proxy.setPort(3128);
    proxy.setActive(active);
    proxy.setUsername("ann");
    proxy.setPassword("{s3cret}");
    return proxy;
  }

  private static SettingsDecryptionResult decrypted(SettingsDecryptionRequest request) {
    return new SettingsDecryptionResult() {
      @Override
      public Server getServer() {
        return getServers().get(0);
      }

      @Override
      public List<Server> getServers() {
        return request.getServers().stream()
            .map(Server::clone)
            .peek(server -> server.setPassword(server.getPassword().replaceAll("[{}]", "")))
            .toList();
      }

      @Override
      public Proxy getProxy() {
        return getProxies().get(0);
      }

      @Override
      public List<Proxy> getProxies() {
        return request.getProxies().stream()
            .map(Proxy::clone)
            .peek(proxy -> proxy.setPassword(proxy.getPassword().replaceAll("[{}]", "")))
            .toList();
      }

      @Override
      public List<SettingsProblem> getProblems() {
        return List.of();
      }
    };
  }
}
