package org.pulsebench.data.hub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pulsebench.data.hub.http.Access;
import org.pulsebench.data.hub.http.WebProxy;

/** Fetches through a proxy, which sees all that an unencrypted request says. */
class ProxyTest {

  private static final Map<String, String> LOGIN =
      Map.of("PULSE_PROXY_USER", "ann", "PULSE_PROXY_PASSWORD", "s3cret");

  /** What {@code printf ann:s3cret | base64} says. */
  private static final String BASIC = "Proxy-Authorization: Basic YW5uOnMzY3JldA==";

  @TempDir Path directory;

  private final List<List<String>> requests = new CopyOnWriteArrayList<>();
  private FetchBench bench;
  private ServerSocket proxy;

  @BeforeEach
  void start() throws IOException {
    bench = new FetchBench(directory);
    proxy = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::refuse, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void stop() throws IOException {
    proxy.close();
    bench.close();
  }

  /** Notes each request and refuses it: what is asked for is all that these tests look at. */
  private void refuse() {
    while (!proxy.isClosed()) {
      try (Socket connection = proxy.accept()) {
        BufferedReader in =
            new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
        List<String> lines = new ArrayList<>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
          lines.add(line);
        }
        requests.add(lines);
        String refusal = "HTTP/1.1 403 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        connection.getOutputStream().write(refusal.getBytes(ISO_8859_1));
      } catch (IOException e) {
        // The client hung up, or the test is over.
      }
    }
  }

  private void fetch(String endpoint, WebProxy proxy) {
    bench.settings =
        bench
            .settings
            .withAccess(new Access(URI.create(endpoint), bench.settings.access().token()))
            .withProxy(proxy);
    try {
      bench.fetch();
    } catch (RuntimeException e) {
      assertThat(e).hasMessageNotContainingAny("s3cret", "YW5uOnMzY3JldA", FetchBench.TOKEN);
    }
  }

  private ProxySelector everything() {
    return ProxySelector.of(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.getLocalPort()));
  }

  @Test
  void a_proxy_that_asks_is_told_who_one_is() {
    fetch("http://hub.invalid", WebProxy.of(everything(), LOGIN));

    assertThat(requests).isNotEmpty();
    assertThat(requests.get(0).get(0)).startsWith("GET http://hub.invalid/api/models/");
    assertThat(requests.get(0)).contains(BASIC);
  }

  @Test
  void a_tunnel_gets_the_login_of_the_proxy_and_not_the_token_of_the_hub() {
    System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");

    fetch("https://hub.invalid", WebProxy.of(everything(), LOGIN));

    assertThat(requests).isNotEmpty();
    assertThat(requests.get(0).get(0)).startsWith("CONNECT hub.invalid:443");
    assertThat(requests.get(0).toString()).doesNotContain(FetchBench.TOKEN);
  }

  @Test
  void a_server_that_is_asked_directly_does_not_hear_the_login() {
    WebProxy none = WebProxy.of(ProxySelector.of(null), LOGIN);
    bench.settings = bench.settings.withProxy(none);
    bench.hub.fault("", 1, FakeHub.Answer.status(404));

    fetch(bench.hub.endpoint().toString(), none);

    assertThat(bench.hub.requests())
        .isNotEmpty()
        .allMatch(request -> request.header("proxy-authorization").isEmpty());
    assertThat(none).hasToString("proxies with a login");
  }
}
