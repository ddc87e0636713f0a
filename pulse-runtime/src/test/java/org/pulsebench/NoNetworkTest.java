package org.pulsebench;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pulsebench.model.LlavaModel;
import org.pulsebench.model.config.Precision;
import org.pulsebench.model.text.Tokenizer;

/**
 * DJL reports its first use to a server, and asks servers for libraries. Our classes switch both
 * off, in a JVM that was started without a word about it.
 *
 * <p>A child JVM sends every connection that it opens by a URL to a socket of this test: the report
 * goes past any proxy, so proxy settings alone would not see it.
 */
@Timeout(60)
class NoNetworkTest {

  private static final Path REFERENCE = Path.of("src/test/resources/reference");

  @ParameterizedTest
  @ValueSource(strings = {"model", "tokenizer"})
  void loading_opens_no_connection(String what) throws Exception {
    assertThat(connectionsWhileLoading(what, List.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"model", "tokenizer"})
  void a_user_who_allows_the_report_gets_it(String what) throws Exception {
    List<String> allowed = List.of("-Dai.djl.offline=false", "-DOPT_OUT_TRACKING=false");
    assertThat(connectionsWhileLoading(what, allowed))
        .isNotEmpty()
        .allMatch(line -> line.contains("169.254.169.254"));
  }

  @Test
  void one_of_the_two_switches_is_enough() throws Exception {
    assertThat(connectionsWhileLoading("tokenizer", List.of("-Dai.djl.offline=false"))).isEmpty();
  }

  private static Collection<String> connectionsWhileLoading(String what, List<String> options)
      throws Exception {
    Collection<String> requests = new ConcurrentLinkedQueue<>();
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread listener = new Thread(() -> listen(server, requests));
      listener.start();
      Process child = start(what, options, server.getLocalPort());
      String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(child.exitValue()).as(output).isZero();
      assertThat(output).contains("loaded " + what);
      server.close();
      listener.join();
    }
    return requests;
  }

  private static Process start(String what, List<String> options, int port) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dhttp.nonProxyHosts="));
    for (String protocol : List.of("http", "https")) {
      command.add("-D" + protocol + ".proxyHost=127.0.0.1");
      command.add("-D" + protocol + ".proxyPort=" + port);
    }
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            what,
            String.valueOf(port)));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // What this build sets for its own tests must not reach the child.
    builder.environment().keySet().removeAll(List.of("OPT_OUT_TRACKING", "DJL_OFFLINE"));
    return builder.start();
  }

  /** Notes the first line of each request and hangs up. */
  private static void listen(ServerSocket server, Collection<String> requests) {
    while (true) {
      try (Socket socket = server.accept();
          BufferedReader reader =
              new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
        requests.add(String.valueOf(reader.readLine()));
      } catch (IOException e) {
        return;
      }
    }
  }

  /** The program of the child JVM. */
  static final class Child {

    private Child() {}

    public static void main(String[] arguments) throws IOException {
      redirectUrls(Integer.parseInt(arguments[1]));
      if (arguments[0].equals("model")) {
        Path checkpoint = REFERENCE.resolve("models/text-llama");
        LlavaModel.load(checkpoint, Precision.F32, Device.cpu()).close();
      } else {
        Tokenizer.load(REFERENCE.resolve("tokenizers/llama")).close();
      }
      System.out.println("loaded " + arguments[0]);
    }

    /** Every URL becomes the path of a URL on the test's own server. */
    private static void redirectUrls(int port) throws IOException {
      URL server = new URL("http://127.0.0.1:" + port + "/");
      URL.setURLStreamHandlerFactory(
          protocol -> protocol.startsWith("http") ? new Redirection(server) : null);
    }
  }

  private static final class Redirection extends URLStreamHandler {

    private final URL server;

    Redirection(URL server) {
      this.server = server;
    }

    @Override
    protected URLConnection openConnection(URL url) throws IOException {
      return openConnection(url, Proxy.NO_PROXY);
    }

    @Override
    protected URLConnection openConnection(URL url, Proxy proxy) throws IOException {
      return new URL(server, "/" + url.getProtocol() + "/" + url.getHost() + url.getPath())
          .openConnection(Proxy.NO_PROXY);
    }
  }
}
