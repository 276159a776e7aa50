package io.hindcast.worker.task;

import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import io.hindcast.warehouse.clickhouse.ClickHouseConfig;
import io.hindcast.warehouse.clickhouse.ClickHouseWarehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;

/** The shared server with a database of one's own: a source of ten days and an empty target. */
public final class ClickHouse implements AutoCloseable {
  private static final LocalClickHouse SERVER = SharedServers.clickhouse();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String database =
      "worker_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

  /** Creates and fills the database. */
  public ClickHouse() {
    query("CREATE DATABASE " + database);
    query(
        "CREATE TABLE %s.source (day Date, n UInt64) ENGINE = MergeTree PARTITION BY day ORDER BY n");
    query("CREATE TABLE %s.target AS %s.source");
    query(
        "INSERT INTO %s.source SELECT toDate('2001-01-01') + number %% 10, number FROM numbers(1000)");
  }

  /** Its name. */
  public String database() {
    return database;
  }

  /** The answer to a statement in which each {@code %s} is the database. */
  public String query(String sql) {
    Object[] names = {database, database, database};
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(SERVER.url()))
            .header("X-ClickHouse-User", SERVER.user())
            .header("X-ClickHouse-Key", SERVER.password())
            .POST(HttpRequest.BodyPublishers.ofString(sql.formatted(names)))
            .build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(response.body());
      }
      return response.body().strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while asking ClickHouse", e);
    }
  }

  /** How many tables the working database has. */
  public int workingTables() {
    return Integer.parseInt(query("SELECT count() FROM system.tables WHERE database = 'hindcast'"));
  }

  /** Whether a query with this in its id runs. */
  public boolean runs(String queryId) {
    return !query("SELECT count() FROM system.processes WHERE query_id LIKE '%%" + queryId + "%%'")
        .equals("0");
  }

  /** How to reach the server. */
  public static LocalClickHouse server() {
    return SERVER;
  }

  /** A warehouse on the server. */
  public static ClickHouseWarehouse warehouse() {
    return new ClickHouseWarehouse(
        ClickHouseConfig.of(URI.create(SERVER.url()), SERVER.user(), SERVER.password()));
  }

  @Override
  public void close() {
    query("KILL QUERY WHERE query_id LIKE 'hindcast-%%' AND query_kind = 'Insert' SYNC");
    query("DROP DATABASE IF EXISTS %s SYNC");
    query("DROP DATABASE IF EXISTS hindcast SYNC");
    http.close();
  }
}
