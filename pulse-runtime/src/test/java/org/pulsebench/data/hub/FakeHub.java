package org.pulsebench.data.hub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * A Hub on this machine: repositories with their lists of files, large files behind a redirect to a
 * second server, ranges and ETags; and every fault that a test asks for.
 */
public final class FakeHub implements AutoCloseable {

  /** A commit, the same for all repositories. */
  static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private static final int LIST_PAGE = 3;

  private final ServerSocket socket;
  private final Map<String, Repository> repositories = new ConcurrentHashMap<>();
  private final Map<String, FakeContent> direct = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Function<Request, Optional<Answer>>> faults = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private Optional<FakeHub> store = Optional.empty();

  /** What came in; header names are in lower case. */
  public record Request(String target, Map<String, String> headers) {

    String path() {
      return URLDecoder.decode(target.replaceAll("[?].*", "").replace("+", "%2B"), UTF_8);
    }

    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  /**
   * What goes out.
   *
   * @param length what the header says; the body ends where it ends
   */
  record Answer(int status, Map<String, String> headers, long length, Body body) {

    static Answer text(int status, String type, String text) {
      byte[] bytes = text.getBytes(UTF_8);
      return new Answer(
          status, Map.of("Content-Type", type), bytes.length, out -> out.write(bytes));
    }

    static Answer status(int status) {
      return text(status, "text/plain", "status " + status);
    }

    static Answer redirect(String location) {
      return text(302, "text/plain", "elsewhere").with("Location", location);
    }

    Answer with(String name, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(name, value);
      return new Answer(status, more, length, body);
    }
  }

  /** Writes a body. */
  @FunctionalInterface
  interface Body {
    void write(OutputStream out) throws IOException;
  }

  /** A repository's files by path. */
  public record Repository(
      SourceKind kind, String id, Map<String, FakeContent> files, ObjectNode info) {

    public Repository with(String path, FakeContent content) {
      files.put(path, content);
      return this;
    }

    public Repository with(String path, String text) {
      return with(path, FakeContent.of(text.getBytes(UTF_8), false));
    }
  }

  private FakeHub() throws IOException {
    this.socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    thread(this::accept);
  }

  /** Starts a Hub that keeps large files on a server of their own. */
  public static FakeHub start() {
    try {
      FakeHub hub = new FakeHub();
      hub.store = Optional.of(new FakeHub());
      return hub;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** Returns the server that large files are redirected to. */
  FakeHub store() {
    return store.orElseThrow();
  }

  public List<Request> requests() {
    return requests;
  }

  /** Returns how many requests there were for paths that contain a text. */
  public long requests(String part) {
    return requests.stream().filter(request -> request.path().contains(part)).count();
  }

  public Repository repository(SourceKind kind, String id) {
    ObjectNode info = JsonNodeFactory.instance.objectNode().put("id", id).put("sha", COMMIT);
    Repository made = new Repository(kind, id, new TreeMap<>(), info);
    repositories.put(id, made);
    return made;
  }

  /** Puts a file at an address of its own. */
  URI file(String path, FakeContent content) {
    direct.put(path, content);
    return URI.create(endpoint() + path);
  }

  /** Has requests answered otherwise, those for which something is returned. */
  void fault(Function<Request, Optional<Answer>> fault) {
    faults.add(fault);
  }

  /** Has the first so many requests for paths that contain a text answered otherwise. */
  void fault(String part, int times, Answer answer) {
    int[] left = {times};
    fault(
        request -> {
          synchronized (left) {
            return request.path().contains(part) && left[0]-- > 0
                ? Optional.of(answer)
                : Optional.empty();
          }
        });
  }

  /** Returns what would have been answered to a request without faults. */
  Answer whole(Request request) {
    String path = request.path();
    if (direct.containsKey(path)) {
      return content(direct.get(path), request);
    }
    for (Repository repository : repositories.values()) {
      String kind = repository.kind() == SourceKind.DATASET ? "datasets" : "models";
      String api = "/api/" + kind + "/" + repository.id();
      String page =
          (repository.kind() == SourceKind.DATASET ? "/datasets/" : "/") + repository.id();
      if (path.startsWith(api + "/revision/")) {
        return Answer.text(200, "application/json", repository.info().toString());
      }
      if (path.equals(api + "/tree/" + COMMIT)) {
        return list(repository, request);
      }
      String resolve = page + "/resolve/" + COMMIT + "/";
      if (path.startsWith(resolve)) {
        return resolved(repository, path.substring(resolve.length()), request);
      }
    }
    return Answer.status(404).with("X-Error-Code", "RepoNotFound");
  }

  private Answer resolved(Repository repository, String path, Request request) {
    FakeContent content = repository.files().get(path);
    if (content == null) {
      return Answer.status(404).with("X-Error-Code", "EntryNotFound");
    }
    if (!content.isLarge()) {
      return content(content, request);
    }
    String place = "/store/" + content.sha256();
    store().direct.put(place, content);
    return Answer.redirect(store().endpoint() + place + "?signature=of-the-store");
  }

  private Answer list(Repository repository, Request request) {
    List<String> paths = new ArrayList<>(repository.files().keySet());
    int from =
        request.target().contains("cursor=")
            ? Integer.parseInt(request.target().replaceAll(".*cursor=", ""))
            : 0;
    int to = Math.min(paths.size(), from + LIST_PAGE);
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (String path : paths.subList(from, to)) {
      FakeContent content = repository.files().get(path);
      ObjectNode entry =
          list.addObject().put("type", "file").put("path", path).put("size", content.size());
      if (content.isLarge()) {
        entry.put("oid", "0".repeat(40));
        entry.putObject("lfs").put("oid", content.sha256()).put("size", content.size());
      } else {
        entry.put("oid", content.gitBlob());
      }
    }
    list.addObject().put("type", "directory").put("path", "some").put("oid", "0".repeat(40));
    Answer answer = Answer.text(200, "application/json", list.toString());
    String next = request.target().replaceAll("[?].*", "") + "?recursive=true&cursor=" + to;
    return to < paths.size()
        ? answer.with("Link", "<" + endpoint() + next + ">; rel=\"next\"")
        : answer;
  }

  /** Answers with a file or the part of it that is asked for. */
  static Answer content(FakeContent content, Request request) {
    Optional<String> range = request.header("range");
    boolean sameVersion =
        request.header("if-range").map(tag -> tag.equals(content.tag())).orElse(true);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ETag", content.tag());
    headers.put("Content-Type", "application/octet-stream");
    if (range.isEmpty() || !sameVersion) {
      return new Answer(200, headers, content.size(), out -> content.write(out, 0, content.size()));
    }
    String[] bounds = range.get().substring("bytes=".length()).split("-", 2);
    long from = Long.parseLong(bounds[0]);
    long to = Math.min(content.size(), Long.parseLong(bounds[1]) + 1);
    headers.put("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + content.size());
    return new Answer(206, headers, to - from, out -> content.write(out, from, to));
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        open.add(connection);
        thread(() -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(connection.getInputStream());
      OutputStream out = connection.getOutputStream();
      Optional<Request> request = read(in);
      while (request.isPresent()) {
        requests.add(request.get());
        write(answer(request.get()), out);
        request = read(in);
      }
    } catch (IOException e) {
      // The client went, or the body was cut on purpose.
    } finally {
      open.remove(connection);
    }
  }

  private Answer answer(Request request) {
    for (Function<Request, Optional<Answer>> fault : faults) {
      Optional<Answer> answer = fault.apply(request);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    return whole(request);
  }

  private static void write(Answer answer, OutputStream out) throws IOException {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " Told\r\n");
    answer.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Content-Length: " + answer.length() + "\r\n\r\n");
    out.write(head.toString().getBytes(ISO_8859_1));
    answer.body().write(out);
    out.flush();
  }

  private static Optional<Request> read(InputStream in) throws IOException {
    String first = line(in);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return Optional.of(new Request(first.split(" ", 3)[1], headers));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private static void thread(Runnable work) {
    Thread thread = new Thread(work, "fake-hub");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket connection : open) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    store.ifPresent(FakeHub::close);
  }
}
