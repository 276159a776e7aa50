package io.hindcast.validator;

import io.hindcast.core.check.JudgedTask;
import io.hindcast.core.check.ValidationOrder;
import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.fence.SourcePart;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.SpecOutcome;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import io.hindcast.specyaml.YamlSpecReader;
import io.hindcast.warehouse.Warehouse;
import io.hindcast.warehouse.clickhouse.ClickHouseConfig;
import io.hindcast.warehouse.clickhouse.ClickHouseWarehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Six days of flights in a database of their own: the source, the live daily table, and a shadow
 * with the same rows.
 */
public final class Routes implements AutoCloseable {
  /** A check of each kind, all of which hold. */
  public static final String CHECKS =
      """
      - rowCount: {equals: "SELECT uniqExact(toDate(at), route) FROM %DB%.raw WHERE at >= {from:DateTime64(6)} AND at < {to:DateTime64(6)}"}
      - unique: [day, route]
      - notNull: [day, route]
      - nullRate: {column: delay, max: 1%}
      - aggregate: {expression: sum(flights), against: live, tolerance: 0.1%}
      - range: {column: delay, min: 0}
      """;

  private static final Instant START = Instant.parse("2001-01-01T00:00:00Z");

  private final String database = "v" + UUID.randomUUID().toString().replace("-", "");
  private final LocalClickHouse server = SharedServers.clickhouse();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Warehouse warehouse =
      new ClickHouseWarehouse(
          ClickHouseConfig.of(URI.create(server.url()), server.user(), server.password()));

  /** Creates and fills the tables. */
  public Routes() {
    sql("CREATE DATABASE %DB%");
    sql(
        """
        CREATE TABLE %DB%.raw (at DateTime64(6, 'UTC'), route String, delay Int32)
        ENGINE = MergeTree PARTITION BY toYYYYMM(at) ORDER BY at
        """);
    sql(
        """
        CREATE TABLE %DB%.daily (day Date, route String, flights UInt64, delay Nullable(Float64))
        ENGINE = MergeTree PARTITION BY toYYYYMMDD(day) ORDER BY (day, route)
        """);
    sql("CREATE TABLE %DB%.shadow AS %DB%.daily");
    sql(
        """
        INSERT INTO %DB%.raw SELECT toDateTime64('2001-01-01', 6, 'UTC') + INTERVAL number HOUR,
          ['a', 'b', 'c'][number % 3 + 1], number % 7 FROM numbers(144)
        """);
    sql(
        """
        INSERT INTO %DB%.daily SELECT toDate(at), route, count(), avg(delay) FROM %DB%.raw
        GROUP BY ALL
        """);
    sql("INSERT INTO %DB%.shadow SELECT * FROM %DB%.daily");
  }

  /** The adapter under test's eyes. */
  public Warehouse warehouse() {
    return warehouse;
  }

  /** Runs a statement; {@code %DB%} is the database. */
  public String sql(String statement) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url()))
            .header("X-ClickHouse-User", server.user())
            .header("X-ClickHouse-Key", server.password())
            .POST(BodyPublishers.ofString(statement.replace("%DB%", database)))
            .build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(response.body());
      }
      return response.body().strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A spec over the six days with these checks, indented as a list. */
  public String yaml(String checks) {
    return """
    apiVersion: hindcast/v1
    kind: Backfill
    metadata: {name: daily, owner: tests}
    spec:
      target: {table: %DB%.daily, key: [day, route]}
      source: {tables: [%DB%.raw]}
      transform:
        version: 2.0.0
        grain: 1d
        sql: |
          SELECT toDate(at) AS day, route, count() AS flights, avg(delay) AS delay
          FROM %DB%.raw
          WHERE at >= {from:DateTime64(6)} AND at < {to:DateTime64(6)}
          GROUP BY day, route
      range: {from: 2001-01-01, to: 2001-01-07}
      checks:
    """
        .concat(checks.indent(4))
        .replace("%DB%", database);
  }

  /** The same, read. */
  public BackfillSpec spec(String checks) {
    return switch (new YamlSpecReader().read(yaml(checks))) {
      case SpecOutcome.Parsed parsed -> parsed.spec();
      case SpecOutcome.Invalid invalid -> throw new IllegalArgumentException(invalid.summary());
    };
  }

  /** An order about the days from the first to before the second, fenced now, a task a day. */
  public ValidationOrder order(int fromDay, int toDay) {
    Collection<SourcePart> parts = warehouse.sourceParts(List.of(table("raw")), ZoneOffset.UTC);
    return new ValidationOrder(
        UUID.randomUUID(),
        UUID.randomUUID(),
        0,
        0,
        table("daily"),
        table("shadow"),
        IntStream.range(fromDay, toDay).mapToObj(day -> task(day, parts)).toList());
  }

  /** A table of the database. */
  public TableName table(String name) {
    return new TableName(database, name);
  }

  private static JudgedTask task(int day, Collection<SourcePart> parts) {
    TimeRange range =
        new TimeRange(START.plus(day, ChronoUnit.DAYS), START.plus(day + 1L, ChronoUnit.DAYS));
    return new JudgedTask(
        "task-" + (day + 1),
        range,
        range,
        List.of("2001010" + (day + 1)),
        SourceFence.around(range, parts),
        List.of());
  }

  @Override
  public void close() {
    sql("DROP DATABASE %DB%");
    client.close();
    warehouse.close();
  }
}
