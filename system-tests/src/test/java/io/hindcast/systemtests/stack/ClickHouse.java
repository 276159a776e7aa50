package io.hindcast.systemtests.stack;

import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** ClickHouse as its other users see it: statements over HTTP. */
public final class ClickHouse {
  private final HttpClient http = HttpClient.newHttpClient();
  private final LocalClickHouse server;
  private final String user;
  private final String password;

  /** As the administrator of a server. */
  public ClickHouse(LocalClickHouse server) {
    this(server, server.user(), server.password());
  }

  /** As somebody else. */
  public ClickHouse(LocalClickHouse server, String user, String password) {
    this.server = server;
    this.user = user;
    this.password = password;
  }

  /** Runs statements that are separated by a semicolon at the end of a line. */
  public void script(String statements) {
    for (String statement : statements.split(";\\s*(\n|$)", -1)) {
      if (!withoutComments(statement).isBlank()) {
        execute(statement);
      }
    }
  }

  /** Runs one statement to its end. */
  public void execute(String statement) {
    answer(send(statement));
  }

  /** Starts one statement. */
  public CompletableFuture<String> start(String statement) {
    return http.sendAsync(request(statement), BodyHandlers.ofString())
        .thenApply(ClickHouse::answer);
  }

  /** The rows of a query, tab-separated. */
  public List<String> rows(String query) {
    return answer(send(query)).lines().toList();
  }

  /** The only value of a query. */
  public String value(String query) {
    List<String> rows = rows(query);
    if (rows.size() != 1) {
      throw new IllegalStateException("Expected one row, found %s: %s".formatted(rows, query));
    }
    return rows.getFirst();
  }

  /** The only value of a query, a number. */
  public long number(String query) {
    return Long.parseLong(value(query));
  }

  /** Whether a query of the backfill's workers runs. */
  public boolean isWorkingOn(UUID backfillId) {
    return number(
            "SELECT count() FROM system.processes WHERE startsWith(query_id, '%s')"
                .formatted(new BackfillNames(backfillId, "hindcast").queryIdPrefix()))
        > 0;
  }

  /** Whether a query that contains the text runs. */
  public boolean isRunning(String text) {
    return number(
            """
            SELECT count() FROM system.processes
            WHERE position(query, '%s') > 0 AND position(query, 'system.processes') = 0
            """
                .formatted(text))
        > 0;
  }

  private HttpResponse<String> send(String statement) {
    try {
      return http.send(request(statement), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException("ClickHouse does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest request(String statement) {
    return HttpRequest.newBuilder(URI.create(server.url() + "/?wait_end_of_query=1"))
        .timeout(Duration.ofMinutes(2))
        .header("X-ClickHouse-User", user)
        .header("X-ClickHouse-Key", password)
        .POST(BodyPublishers.ofString(statement))
        .build();
  }

  private static String answer(HttpResponse<String> response) {
    if (response.statusCode() != 200) {
      throw new IllegalStateException(response.body().strip());
    }
    return response.body();
  }

  private static String withoutComments(String statement) {
    return statement.replaceAll("(?m)^\\s*--.*$", "");
  }
}
