package org.pulsebench.plugin.fork;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How the worker reaches the Hub. Secrets go into its environment: a command line can be read by
 * every user of a machine.
 *
 * @param endpoint its address; empty for what the environment says
 * @param token of the user; empty for what the environment says
 * @param proxies by the scheme of the address that is asked for
 */
public record HubAccess(
    Optional<String> endpoint, Optional<String> token, Map<String, WebProxy> proxies) {

  /** What is never asked through a proxy, as the JVM has it. */
  private static final String NEVER = "localhost|127.*|[::1]";

  /**
   * A proxy, as Maven's settings have it.
   *
   * @param direct hosts that are asked without it, separated by bars; may be empty
   * @param user for whom it asks, if it asks
   * @param password of that user; may be empty
   */
  public record WebProxy(
      String host, int port, String direct, Optional<String> user, String password) {

    public WebProxy {
      Objects.requireNonNull(user, "user");
    }

    /** Shows no password. */
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  public HubAccess {
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(token, "token");
    proxies = Map.copyOf(proxies);
  }

  /** Returns the arguments of the worker's JVM. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    // The JDK's own size is for pages of the web; with it, large files come at half the speed.
    arguments.add("-Djdk.httpclient.bufsize=262144");
    for (String scheme : List.of("http", "https")) {
      WebProxy proxy = proxies.get(scheme);
      if (proxy != null) {
        arguments.add("-D" + scheme + ".proxyHost=" + proxy.host());
        arguments.add("-D" + scheme + ".proxyPort=" + proxy.port());
      }
    }
    proxies.values().stream()
        .map(WebProxy::direct)
        .filter(direct -> !direct.isBlank())
        .findFirst()
        .ifPresent(direct -> arguments.add("-Dhttp.nonProxyHosts=" + direct + "|" + NEVER));
    if (proxies.values().stream().anyMatch(proxy -> proxy.user().isPresent())) {
      // The JDK does not send a password in clear to a proxy unless that is allowed.
      arguments.add("-Djdk.http.auth.tunneling.disabledSchemes=");
    }
    return arguments;
  }

  /** Returns the variables of the worker that are shown to nobody. */
  Map<String, String> secrets() {
    Map<String, String> secrets = new LinkedHashMap<>();
    endpoint.ifPresent(address -> secrets.put("HF_ENDPOINT", address));
    token.ifPresent(text -> secrets.put("HF_TOKEN", text));
    proxies.values().stream()
        .filter(proxy -> proxy.user().isPresent())
        .findFirst()
        .ifPresent(
            proxy -> {
              secrets.put("PULSE_PROXY_USER", proxy.user().orElseThrow());
              secrets.put("PULSE_PROXY_PASSWORD", proxy.password());
            });
    return secrets;
  }

  /** Shows no token. */
  @Override
  public String toString() {
    return endpoint.orElse("the Hub") + (token.isPresent() ? " with a token" : "");
  }
}
