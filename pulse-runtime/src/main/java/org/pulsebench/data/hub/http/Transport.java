package org.pulsebench.data.hub.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLHandshakeException;
import org.pulsebench.Cancellation;
import org.pulsebench.PulseException;

/**
 * Sends requests to one server and to where it redirects. Safe for use by several threads.
 *
 * <p>Redirects are followed here and not by the JDK, which would take every header along. The token
 * goes to the server's own scheme, host and port; once a redirect has left them, no later one gets
 * it either. HTTP/1.1 only: parallel parts of a file are faster over connections of their own.
 */
public final class Transport {

  private static final String AGENT = "pulse (Java " + Runtime.version().feature() + ")";

  private static final long LOOK_MILLIS = 50;

  private final HttpClient client;
  private final Access access;
  private final HttpLimits limits;
  private final WebProxy proxy;
  private final Cancellation cancellation;

  /**
   * Creates the transport.
   *
   * @param cancellation ends every request within a second
   */
  public Transport(Access access, HttpLimits limits, WebProxy proxy, Cancellation cancellation) {
    this.access = access;
    this.limits = limits;
    this.proxy = proxy;
    this.cancellation = cancellation;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limits.connect())
            .proxy(proxy.selector())
            .build();
  }

  /** Returns the server and its token. */
  public Access access() {
    return access;
  }

  /** Returns the limits. */
  public HttpLimits limits() {
    return limits;
  }

  /** Returns what ends the work. */
  public Cancellation cancellation() {
    return cancellation;
  }

  /**
   * Asks for what lies at an address, and where that redirects to.
   *
   * @param headers beside the usual ones; never a token
   * @param choice of the sink for the last answer; bodies of redirects are not looked at
   * @throws IOException if the connection fails, ends early or stalls; asking again may help
   * @throws PulseException if asking again would not help
   * @throws RuntimeException what the sink throws
   * @throws CancellationException if this thread is interrupted
   * @throws org.pulsebench.CancelledException if the work should stop
   */
  public Reply get(URI address, Map<String, String> headers, SinkChoice choice) throws IOException {
    URI at = address;
    boolean trusted = true;
    for (int hop = 0; hop <= HttpLimits.MOST_REDIRECTS; hop++) {
      trusted &= access.tokenFor(at).isPresent();
      Reply reply = exchange(request(at, headers, trusted), choice);
      if (!reply.isRedirect()) {
        return reply;
      }
      at = redirected(reply);
    }
    throw Address.endless(address, at);
  }

  private HttpRequest request(URI at, Map<String, String> headers, boolean trusted) {
    HttpRequest.Builder request = HttpRequest.newBuilder(at).GET().header("User-Agent", AGENT);
    headers.forEach(request::header);
    proxy.authorization(at).ifPresent(login -> request.header("Proxy-Authorization", login));
    if (trusted) {
      access
          .tokenFor(at)
          .ifPresent(token -> request.header("Authorization", token.authorization()));
    }
    return request.build();
  }

  private Reply exchange(HttpRequest request, SinkChoice choice) throws IOException {
    AtomicLong active = new AtomicLong(System.nanoTime());
    SinkSubscriber subscriber = new SinkSubscriber(() -> active.set(System.nanoTime()));
    CompletableFuture<HttpResponse<Void>> answer =
        client.sendAsync(request, info -> subscriber.into(() -> sink(request.uri(), info, choice)));
    try {
      HttpResponse<Void> response = await(answer, active, request.uri());
      return new Reply(request.uri(), response.statusCode(), response.headers());
    } finally {
      // Closes the connection where the answer is not at its end.
      answer.cancel(true);
      subscriber.close();
    }
  }

  private static BodySink sink(URI at, HttpResponse.ResponseInfo info, SinkChoice choice) {
    return new Reply(at, info.statusCode(), info.headers()).isRedirect()
        ? bytes -> false
        : choice.sink(info.statusCode(), info.headers());
  }

  private HttpResponse<Void> await(
      CompletableFuture<HttpResponse<Void>> answer, AtomicLong active, URI address)
      throws IOException {
    while (true) {
      try {
        return answer.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        cancellation.throwIfRequested();
        Duration silent = Duration.ofNanos(System.nanoTime() - active.get());
        if (silent.compareTo(limits.stall()) > 0) {
          throw new StalledException(limits.stall());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted while waiting for a server");
      } catch (ExecutionException e) {
        throw failure(e.getCause(), address);
      }
    }
  }

  private static IOException failure(Throwable cause, URI address) {
    if (cause instanceof SinkFailedException sink) {
      throw sink.failure();
    }
    if (cause instanceof SSLHandshakeException handshake && isUntrusted(handshake)) {
      throw Address.untrusted(address, handshake);
    }
    return cause instanceof IOException io ? io : new IOException(cause);
  }

  /** A handshake may also fail because the connection broke. */
  private static boolean isUntrusted(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return true;
      }
    }
    return false;
  }

  private static URI redirected(Reply reply) {
    URI from = reply.at();
    String location = reply.header("Location").orElse("");
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw Address.badRedirect(from, "a redirect that is no address", "an address");
    }
    boolean web =
        to.getHost() != null
            && ("http".equalsIgnoreCase(to.getScheme())
                || "https".equalsIgnoreCase(to.getScheme()));
    if (location.isEmpty() || !web) {
      throw Address.badRedirect(from, "a redirect to no web address", "an http or https address");
    }
    if ("https".equalsIgnoreCase(from.getScheme()) && !"https".equalsIgnoreCase(to.getScheme())) {
      throw Address.badRedirect(
          from, "a redirect to unencrypted " + Address.shown(to), "https all the way");
    }
    return to;
  }
}
