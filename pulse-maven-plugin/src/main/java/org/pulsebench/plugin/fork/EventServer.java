package org.pulsebench.plugin.fork;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.experiment.EventReader;
import org.pulsebench.experiment.EventSink;

/**
 * Listens on the loopback interface for the events of one worker, which says a token first: any
 * process of the machine can find the port.
 */
final class EventServer implements AutoCloseable {

  private static final int TOKEN_BYTES = 16;

  private static final int HELLO_MILLIS = 10_000;

  private final ServerSocket server;
  private final String token;
  private final EventSink events;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Socket worker;
  private volatile RuntimeException refused;

  private EventServer(ServerSocket server, String token, EventSink events) {
    this.server = server;
    this.token = token;
    this.events = events;
  }

  /**
   * Starts to listen.
   *
   * @param events gets every event, from a thread of this server's own
   */
  static EventServer open(EventSink events) {
    byte[] secret = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(secret);
    try {
      ServerSocket server = new ServerSocket();
      server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 1);
      EventServer opened = new EventServer(server, HexFormat.of().formatHex(secret), events);
      Thread thread = new Thread(opened::serve, "pulse events");
      thread.setDaemon(true);
      thread.start();
      return opened;
    } catch (IOException e) {
      throw new EnvironmentException(
          new Problem(
              "The worker's events cannot be listened for",
              "loopback interface, 127.0.0.1",
              e.toString(),
              "a free port",
              "Check that this user may open sockets on the loopback interface."),
          e);
    }
  }

  /** Returns what the worker's {@code --events} says. */
  String target() {
    return "tcp:127.0.0.1:" + server.getLocalPort();
  }

  /** Returns what the worker's environment says. */
  String token() {
    return token;
  }

  /**
   * Waits until the worker has hung up and all its events are passed on.
   *
   * @throws RuntimeException if an event could not be understood or passed on
   */
  void awaitEnd(long millis) throws InterruptedException {
    if (worker != null) {
      ended.await(millis, TimeUnit.MILLISECONDS);
    }
    if (refused != null) {
      throw refused;
    }
  }

  @Override
  public void close() {
    closeQuietly(server);
    Socket connected = worker;
    if (connected != null) {
      closeQuietly(connected);
    }
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        if (says(socket)) {
          worker = socket;
          pass(socket);
          return;
        }
        closeQuietly(socket);
      } catch (IOException e) {
        // A stranger that hung up, or this server's end.
      }
    }
  }

  private void pass(Socket socket) {
    try {
      new EventReader(events).feed(socket.getInputStream());
    } catch (IOException e) {
      // The worker's end, or ours: what it means is told by the events that have come.
    } catch (RuntimeException e) {
      refused = e;
    } finally {
      closeQuietly(socket);
      ended.countDown();
    }
  }

  private boolean says(Socket socket) throws IOException {
    socket.setSoTimeout(HELLO_MILLIS);
    byte[] expected = (token + "\n").getBytes(StandardCharsets.US_ASCII);
    // Not one byte more, which would be of the first event.
    byte[] said = socket.getInputStream().readNBytes(expected.length);
    socket.setSoTimeout(0);
    return MessageDigest.isEqual(expected, said);
  }

  private static void closeQuietly(AutoCloseable closed) {
    try {
      closed.close();
    } catch (Exception e) {
      // Nothing is read from it any more.
    }
  }
}
