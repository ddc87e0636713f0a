package org.pulsebench.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.function.Consumer;
import org.pulsebench.EnvironmentException;
import org.pulsebench.Problem;
import org.pulsebench.experiment.Event;
import org.pulsebench.experiment.EventSink;
import org.pulsebench.experiment.Events;
import org.pulsebench.worker.EventTarget.ToFile;
import org.pulsebench.worker.EventTarget.ToSocket;

/**
 * Sends events as JSON lines to a file or to a socket of this machine, each at once.
 *
 * <p>A channel that breaks says so once, from a thread of its own, and drops what follows. On a
 * socket it breaks as soon as the reader hangs up, not only at the next event. Safe for use by
 * several threads.
 */
final class EventChannel implements EventSink, AutoCloseable {

  private static final int CONNECT_MILLIS = 5_000;

  private final OutputStream out;
  private final Consumer<IOException> onBroken;
  private boolean open = true;

  private EventChannel(OutputStream out, Consumer<IOException> onBroken) {
    this.out = out;
    this.onBroken = onBroken;
  }

  /**
   * Opens the channel.
   *
   * @param onBroken called at most once, unless the channel was closed before
   * @throws EnvironmentException if the file cannot be written or nobody listens
   */
  static EventChannel open(EventTarget target, Consumer<IOException> onBroken) {
    try {
      return target instanceof ToSocket socket
          ? connect(socket, onBroken)
          : new EventChannel(Files.newOutputStream(((ToFile) target).file()), onBroken);
    } catch (IOException e) {
      throw new EnvironmentException(
          new Problem(
              "The event channel cannot be opened",
              target.toString(),
              e.toString(),
              "a file that can be written, or a process that listens on the port",
              "Check that the directory exists and that the starting process still runs."),
          e);
    }
  }

  private static EventChannel connect(ToSocket target, Consumer<IOException> onBroken)
      throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(loopback(), target.port()), CONNECT_MILLIS);
      // Without it an event may wait for the acknowledgement of the one before.
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      out.write((target.token() + "\n").getBytes(StandardCharsets.UTF_8));
      EventChannel channel = new EventChannel(out, onBroken);
      channel.watch(socket.getInputStream());
      return channel;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Without asking a resolver, which may prefer the other loopback address, {@code ::1}. */
  private static InetAddress loopback() throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  @Override
  public void accept(Event event) {
    byte[] line = (Events.write(event) + "\n").getBytes(StandardCharsets.US_ASCII);
    synchronized (this) {
      if (!open) {
        return;
      }
      try {
        out.write(line);
        out.flush();
      } catch (IOException e) {
        broken(e);
      }
    }
  }

  @Override
  public synchronized void close() throws IOException {
    open = false;
    out.close();
  }

  /** The reader sends nothing: all that can be read is that it has hung up. */
  private void watch(InputStream in) {
    start(
        "event reader watch",
        () -> {
          IOException end = new IOException("the reader has closed the connection");
          try {
            in.transferTo(OutputStream.nullOutputStream());
          } catch (IOException e) {
            end = e;
          }
          broken(end);
        });
  }

  private synchronized void broken(IOException cause) {
    if (open) {
      open = false;
      start("event channel broken", () -> onBroken.accept(cause));
    }
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
