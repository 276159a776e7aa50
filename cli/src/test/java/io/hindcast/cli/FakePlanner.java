package io.hindcast.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An HTTP server that answers what a test tells it to and remembers what it was asked. */
public final class FakePlanner implements AutoCloseable {
  public static final String TOKEN = "right-token";

  private final HttpServer server;
  private final Map<String, Deque<Answer>> answers = new HashMap<>();
  private final List<Request> requests = new ArrayList<>();

  /** What came in. */
  public record Request(String method, String target, String body) {}

  private record Answer(int status, String body) {}

  public FakePlanner() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers requests for the target in the order of the calls; the last answer stays. */
  public FakePlanner on(String methodAndTarget, int status, String body) {
    synchronized (answers) {
      answers
          .computeIfAbsent(methodAndTarget, key -> new ArrayDeque<>())
          .add(new Answer(status, body));
    }
    return this;
  }

  public List<Request> requests() {
    synchronized (answers) {
      return List.copyOf(requests);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    String target = exchange.getRequestURI().toString();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Answer answer = answer(exchange, new Request(exchange.getRequestMethod(), target, body));
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Answer answer(HttpExchange exchange, Request request) {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (!("Bearer " + TOKEN).equals(authorization)) {
      return new Answer(401, "{\"code\":\"UNAUTHORIZED\",\"message\":\"Wrong token\"}");
    }
    synchronized (answers) {
      requests.add(request);
      Deque<Answer> queue = answers.get(request.method() + " " + request.target());
      if (queue == null || queue.isEmpty()) {
        return new Answer(404, "{\"code\":\"NOT_FOUND\",\"message\":\"Nothing here\"}");
      }
      return queue.size() > 1 ? queue.remove() : queue.element();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
