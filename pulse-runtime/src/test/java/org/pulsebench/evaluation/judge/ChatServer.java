package org.pulsebench.evaluation.judge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A local server that speaks the protocol, and fails at it as it is told to. */
public final class ChatServer implements AutoCloseable {

  /** What a request is replied to. */
  public interface Behaviour {
    void reply(HttpExchange exchange, String request) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Behaviour> next = new ConcurrentLinkedQueue<>();
  private final AtomicInteger atOnce = new AtomicInteger();

  public final Queue<String> requests = new ConcurrentLinkedQueue<>();
  final Queue<String> tokens = new ConcurrentLinkedQueue<>();
  final AtomicInteger mostAtOnce = new AtomicInteger();

  private volatile Behaviour otherwise = says("Good.\nRating: [[2]]");

  public ChatServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/chat/completions", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/");
  }

  /** Replies to the next requests, one each, and to all others as before. */
  ChatServer first(Behaviour... behaviours) {
    next.addAll(List.of(behaviours));
    return this;
  }

  public ChatServer always(Behaviour behaviour) {
    otherwise = behaviour;
    return this;
  }

  public static Behaviour says(String content) {
    return saysOf(request -> content);
  }

  static Behaviour saysOf(UnaryOperator<String> content) {
    return (exchange, request) -> {
      ObjectNode reply = JsonNodeFactory.instance.objectNode();
      ObjectNode message = reply.putArray("choices").addObject().putObject("message");
      message.put("role", "assistant").put("content", content.apply(request));
      send(exchange, 200, reply.toString());
    };
  }

  public static Behaviour status(int status, String body) {
    return (exchange, request) -> send(exchange, status, body);
  }

  static Behaviour later(String seconds) {
    return (exchange, request) -> {
      exchange.getResponseHeaders().add("Retry-After", seconds);
      send(exchange, 429, "{\"error\":\"too many\"}");
    };
  }

  static Behaviour slow(long millis, Behaviour behaviour) {
    return (exchange, request) -> {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      behaviour.reply(exchange, request);
    };
  }

  /** Sends the head of a reply and then nothing for a while. */
  static Behaviour dripping(long millis) {
    return (exchange, request) -> {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write('{');
      exchange.getResponseBody().flush();
      slow(millis, (other, same) -> other.close()).reply(exchange, request);
    };
  }

  /** Announces more than it sends. */
  static Behaviour cutOff() {
    return (exchange, request) -> {
      exchange.sendResponseHeaders(200, 1000);
      exchange.getResponseBody().write("{\"choices\":[".getBytes(UTF_8));
      exchange.close();
    };
  }

  private void handle(HttpExchange exchange) throws IOException {
    mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
    try (exchange) {
      String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      requests.add(request);
      tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      Behaviour behaviour = next.poll();
      (behaviour == null ? otherwise : behaviour).reply(exchange, request);
    } finally {
      atOnce.decrementAndGet();
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
