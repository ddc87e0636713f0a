package org.pulsebench.data.hub.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The proxy between this machine and the web, if there is one.
 *
 * <p>{@code PULSE_PROXY_USER} and {@code PULSE_PROXY_PASSWORD} are for a proxy that asks who one is
 * (the scheme Basic, which is all that build tools know); for https the JVM needs {@code
 * -Djdk.http.auth.tunneling.disabledSchemes=} besides.
 */
public final class WebProxy {

  private static final String USER = "PULSE_PROXY_USER";
  private static final String PASSWORD = "PULSE_PROXY_PASSWORD";

  private final ProxySelector selector;
  private final Optional<String> authorization;

  private WebProxy(ProxySelector selector, Optional<String> authorization) {
    this.selector = Objects.requireNonNull(selector, "selector");
    this.authorization = authorization;
  }

  /** Returns the proxies of a selector, which ask nobody who he is. */
  public static WebProxy of(ProxySelector selector) {
    return new WebProxy(selector, Optional.empty());
  }

  /**
   * Returns the proxies of a selector, with the login that an environment has for them.
   *
   * @param selector {@link ProxySelector#getDefault()} follows the system properties of Java
   * @param environment the variables of the process
   */
  public static WebProxy of(ProxySelector selector, Map<String, String> environment) {
    Optional<String> user =
        Optional.ofNullable(environment.get(USER)).filter(name -> !name.isEmpty());
    return new WebProxy(
        selector,
        user.map(name -> name + ":" + environment.getOrDefault(PASSWORD, ""))
            .map(login -> "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8))));
  }

  /** Returns what chooses the proxy of an address. */
  ProxySelector selector() {
    return selector;
  }

  /** Returns the header that the proxy of an address asks for, if there is one between. */
  Optional<String> authorization(URI address) {
    return authorization.filter(
        login ->
            selector.select(address).stream().anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT));
  }

  /** Shows no login. */
  @Override
  public String toString() {
    return "proxies" + (authorization.isPresent() ? " with a login" : "");
  }
}
