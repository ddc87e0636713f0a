package org.pulsebench.plugin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.pulsebench.BadInputException;
import org.pulsebench.Problem;
import org.pulsebench.plugin.fork.HubAccess;

/** What Maven's settings say of the way to the Hub: the token and the proxies. */
final class HubSettings {

  private static final String SERVER = "huggingface";

  private final Settings settings;
  private final SettingsDecrypter decrypter;

  HubSettings(Settings settings, SettingsDecrypter decrypter) {
    this.settings = settings;
    this.decrypter = decrypter;
  }

  /**
   * Returns how the worker reaches the Hub.
   *
   * @param endpoint its address, if one is given
   * @param server the id of the server with the token, if one is given
   * @throws BadInputException if a server is named that the settings do not have
   */
  HubAccess access(Optional<String> endpoint, Optional<String> server) {
    return new HubAccess(endpoint, token(server), proxies());
  }

  private Optional<String> token(Optional<String> named) {
    Optional<Server> found = Optional.ofNullable(settings.getServer(named.orElse(SERVER)));
    if (found.isEmpty() && named.isPresent()) {
      throw new BadInputException(
          new Problem(
              "The settings have no such server",
              "<hub><server> (-Dpulse.hub.server)",
              named.get(),
              "the id of a <server> in settings.xml, whose <password> is the token",
              "Add it there, or leave the element out."));
    }
    return found
        .map(one -> decrypter.decrypt(new DefaultSettingsDecryptionRequest(one)).getServer())
        .map(Server::getPassword)
        .filter(password -> !password.isBlank());
  }

  /** As Maven does, which has a proxy of http stand in for one of https. */
  private Map<String, HubAccess.WebProxy> proxies() {
    Map<String, HubAccess.WebProxy> proxies = new LinkedHashMap<>();
    for (Proxy each : settings.getProxies()) {
      if (each.isActive()) {
        Proxy proxy = decrypter.decrypt(new DefaultSettingsDecryptionRequest(each)).getProxy();
        proxies.putIfAbsent(proxy.getProtocol(), proxy(proxy));
      }
    }
    if (proxies.containsKey("http")) {
      proxies.putIfAbsent("https", proxies.get("http"));
    }
    return proxies;
  }

  private static HubAccess.WebProxy proxy(Proxy proxy) {
    return new HubAccess.WebProxy(
        proxy.getHost(),
        proxy.getPort(),
        Optional.ofNullable(proxy.getNonProxyHosts()).orElse(""),
        Optional.ofNullable(proxy.getUsername()).filter(user -> !user.isBlank()),
        Optional.ofNullable(proxy.getPassword()).orElse(""));
  }
}
