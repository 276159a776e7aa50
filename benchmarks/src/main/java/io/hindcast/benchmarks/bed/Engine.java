package io.hindcast.benchmarks.bed;

import io.hindcast.localstack.clickhouse.LocalClickHouse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The bare engine: statements over HTTP. A statement that fails is the end of the benchmark. */
public final class Engine implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofHours(1);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final LocalClickHouse server;

  Engine(LocalClickHouse server) {
    this.server = server;
  }

  /** Runs the statement to its end. */
  public void execute(String sql) {
    execute(sql, Map.of());
  }

  /**
   * Runs the statement to its end.
   *
   * @param options settings, and parameters as {@code param_NAME}
   */
  public void execute(String sql, Map<String, String> options) {
    send(options, BodyPublishers.ofString(sql));
  }

  /** Runs the insert on these bytes, in the format that it names. */
  public void insert(String sql, Supplier<InputStream> bytes) {
    send(Map.of("query", sql), BodyPublishers.ofInputStream(bytes));
  }

  /** The result's rows, each with its values as one tab-separated text. */
  public List<String> rows(String sql) {
    return send(Map.of(), BodyPublishers.ofString(sql)).lines().toList();
  }

  /** The result's first value. */
  public long number(String sql) {
    return Long.parseLong(rows(sql).getFirst());
  }

  private String send(Map<String, String> options, BodyPublisher body) {
    StringBuilder uri = new StringBuilder(server.url()).append("/?wait_end_of_query=1");
    options.forEach((name, value) ->
        uri.append('&')
            .append(name)
            .append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(uri.toString()))
            .timeout(TIMEOUT)
            .header("X-ClickHouse-User", server.user())
            .header("X-ClickHouse-Key", server.password())
            .POST(body)
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException("The engine refused: " + response.body().strip());
      }
      return response.body();
    } catch (IOException e) {
      throw new IllegalStateException("The engine did not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the engine", e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
