package org.pulsebench.data.hub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import org.pulsebench.Cancellation;
import org.pulsebench.data.hub.content.FileDigest;
import org.pulsebench.data.hub.http.Access;
import org.pulsebench.data.hub.http.HttpLimits;
import org.pulsebench.data.hub.http.WebProxy;
import org.pulsebench.data.hub.transfer.TransferSettings;

/**
 * A program that measures how fast a large file is fetched, verified and published; no test runs
 * it. Arguments: {@code serve FILE} serves a file on a port that it prints, until it is killed;
 * {@code fetch URL DIRECTORY SHA256 [CONNECTIONS]} fetches it into a store, {@code -} for a digest
 * that is not known.
 *
 * <p>The file may be sparse ({@code truncate -s 26G}), which costs the server nothing; where the
 * store has less room, {@code fallocate --dig-holes} every few seconds on its partial file makes
 * that sparse, too.
 */
final class TransferSpeed {

  private TransferSpeed() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments[0].equals("serve")) {
      serve(Path.of(arguments[1]));
    } else {
      fetch(arguments);
    }
  }

  private static void fetch(String[] arguments) {
    int connections = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 8;
    Path directory = Path.of(arguments[2]);
    FetchSettings settings =
        new FetchSettings(
            directory.resolve("store"),
            new Access(URI.create("http://127.0.0.1:1"), Optional.empty()),
            Optional.empty(),
            List.of(),
            Set.of(),
            Set.of(),
            false,
            HttpLimits.DEFAULT,
            new TransferSettings(connections, TransferSettings.DEFAULT.pieceBytes()),
            path -> Long.MAX_VALUE,
            WebProxy.of(ProxySelector.of(null)));
    Source source =
        new FilesSource(
            "large",
            arguments[1],
            "1",
            List.of(
                new FilesSource.File(
                    "large.bin",
                    URI.create(arguments[1]),
                    OptionalLong.empty(),
                    arguments[3].equals("-")
                        ? Optional.empty()
                        : Optional.of(FileDigest.sha256(arguments[3])))),
            Optional.empty(),
            false);
    long start = System.nanoTime();
    SourceFetcher fetcher = new SourceFetcher(settings, event -> {}, new Cancellation());
    PinnedSource pin = fetcher.fetch(List.of(source), directory.resolve("lock.json")).get(0).pin();
    double seconds = (System.nanoTime() - start) / 1e9;
    Properties process = new Properties();
    try {
      process.load(Files.newBufferedReader(Path.of("/proc/self/status")));
    } catch (IOException e) {
      process.setProperty("VmHWM", "not known here");
    }
    System.out.printf(
        Locale.ROOT,
        "%,d bytes in %.2f s, %.0f MB/s, peak resident %s%n",
        pin.bytes(),
        seconds,
        pin.bytes() / seconds / 1e6,
        process.getProperty("VmHWM"));
  }

  private static void serve(Path file) throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      System.out.println(server.socket().getLocalPort());
      while (true) {
        SocketChannel connection = server.accept();
        Thread thread = new Thread(() -> answer(connection, file));
        thread.setDaemon(true);
        thread.start();
      }
    }
  }

  private static void answer(SocketChannel connection, Path file) {
    try (connection;
        FileChannel content = FileChannel.open(file, StandardOpenOption.READ)) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(Channels.newInputStream(connection), ISO_8859_1));
      while (in.readLine() != null) {
        long from = 0;
        long to = content.size();
        boolean ranged = false;
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
          if (line.toLowerCase(Locale.ROOT).startsWith("range: bytes=")) {
            String[] bounds = line.substring("range: bytes=".length()).split("-", 2);
            from = Long.parseLong(bounds[0]);
            to = Long.parseLong(bounds[1]) + 1;
            ranged = true;
          }
        }
        String head =
            (ranged ? "HTTP/1.1 206 Part\r\n" : "HTTP/1.1 200 All\r\n")
                + ("ETag: \"1\"\r\nContent-Length: " + (to - from) + "\r\nContent-Range: bytes ")
                + (from + "-" + (to - 1) + "/" + content.size() + "\r\n\r\n");
        connection.write(ByteBuffer.wrap(head.getBytes(ISO_8859_1)));
        for (long at = from; at < to; ) {
          at += content.transferTo(at, to - at, connection);
        }
      }
    } catch (IOException e) {
      System.err.println("a client went: " + e.getMessage());
    }
  }
}
