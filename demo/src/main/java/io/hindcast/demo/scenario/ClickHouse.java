package io.hindcast.demo.scenario;

import io.hindcast.cli.connection.LocalStackDescription.Database;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** ClickHouse as a dashboard or a loader sees it: statements over HTTP. Thread-safe. */
final class ClickHouse implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Database server;

  ClickHouse(Database server) {
    this.server = server;
  }

  /** A statement that the server refused, or whose answer did not arrive. */
  static final class StatementFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StatementFailed(String message) {
      super(message);
    }

    StatementFailed(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Runs the statement to its end. */
  void execute(String sql) {
    send("", BodyPublishers.ofString(sql));
  }

  /** The result's rows, each a list of its values as text. */
  List<List<String>> rows(String sql) {
    return send("", BodyPublishers.ofString(sql))
        .lines()
        .map(line -> List.of(line.split("\t", -1)))
        .toList();
  }

  /** The result's first row. */
  List<String> row(String sql) {
    return rows(sql).getFirst();
  }

  /** The result's first value. */
  long number(String sql) {
    return Long.parseLong(row(sql).getFirst());
  }

  /** Runs the statement with the file as its input. */
  void load(String sql, Path file) {
    try {
      String query = "&query=" + URLEncoder.encode(sql.strip(), StandardCharsets.UTF_8);
      send(query, BodyPublishers.ofFile(file));
    } catch (FileNotFoundException e) {
      throw new StatementFailed("Cannot read " + file, e);
    }
  }

  private String send(String query, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/?wait_end_of_query=1" + query))
            .timeout(TIMEOUT)
            .header("X-ClickHouse-User", server.user())
            .header("X-ClickHouse-Key", server.password())
            .POST(body)
            .build();
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new StatementFailed(response.body().strip());
      }
      return response.body();
    } catch (IOException e) {
      throw new StatementFailed("ClickHouse at " + server.url() + " did not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StatementFailed("Interrupted while waiting for ClickHouse", e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
