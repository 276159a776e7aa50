package io.hindcast.relay.swap;

import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import io.hindcast.warehouse.clickhouse.ClickHouseConfig;
import io.hindcast.warehouse.clickhouse.ClickHouseWarehouse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Statements as any other client of the shared server sends them. */
final class ClickHouseSql {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private ClickHouseSql() {}

  static ClickHouseWarehouse warehouse() {
    LocalClickHouse server = SharedServers.clickhouse();
    return new ClickHouseWarehouse(
        ClickHouseConfig.of(URI.create(server.url()), server.user(), server.password()));
  }

  static void execute(String sql) {
    send("allow_deprecated_database_ordinary=1", BodyPublishers.ofString(sql));
  }

  static long number(String sql) {
    return Long.parseLong(lines(sql).getFirst());
  }

  static List<String> lines(String sql) {
    return send("", BodyPublishers.ofString(sql)).lines().toList();
  }

  /** Sends a statement by URL, and its data as they come. */
  static void insert(String sql, BodyPublisher data) {
    send("query=" + URLEncoder.encode(sql, StandardCharsets.UTF_8), data);
  }

  private static String send(String query, BodyPublisher body) {
    LocalClickHouse server = SharedServers.clickhouse();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url() + "/?" + query))
            .header("X-ClickHouse-User", server.user())
            .header("X-ClickHouse-Key", server.password())
            .POST(body)
            .build();
    try {
      HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException("ClickHouse answered " + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new IllegalStateException("ClickHouse broke off", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
