package io.hindcast.relay.swap;

import io.hindcast.control.database.Database;
import io.hindcast.control.database.DatabaseSettings;
import io.hindcast.control.migration.Migrations;
import io.hindcast.control.relay.PostgresSwapStore;
import io.hindcast.core.spec.SwapPolicy.Strategy;
import io.hindcast.core.swap.Provenance;
import io.hindcast.core.swap.SwapPin;
import io.hindcast.core.swap.SwapPlan;
import io.hindcast.core.swap.SwapStore;
import io.hindcast.core.table.TableName;
import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.postgres.LocalPostgres;
import io.hindcast.warehouse.PartitionContent;
import io.hindcast.warehouse.Warehouse;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A table of partitions {@code 0 … n-1} with rows of version 1, and a shadow of its first ones with
 * version 2; a store in a schema of its own.
 */
final class SwapFixture implements AutoCloseable {
  static final SwapConfig CONFIG =
      new SwapConfig(
          4,
          Duration.ofSeconds(5),
          Duration.ofMillis(50),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5));

  final Warehouse warehouse = ClickHouseSql.warehouse();
  final Database database = database();
  final SwapStore store = new PostgresSwapStore(database);
  final TableName target;
  private final int rowsPerPartition;

  SwapFixture(int partitions, int rowsPerPartition) {
    this(partitions, rowsPerPartition, "Atomic");
  }

  SwapFixture(int partitions, int rowsPerPartition, String engine) {
    Migrations.migrate(database, "relay");
    this.rowsPerPartition = rowsPerPartition;
    target = new TableName("swap_" + UUID.randomUUID().toString().substring(0, 8), "live");
    ClickHouseSql.execute("CREATE DATABASE %s ENGINE = %s".formatted(target.database(), engine));
    ClickHouseSql.execute(
        "CREATE TABLE %s (p UInt32, id UInt64, v UInt32) ENGINE = MergeTree PARTITION BY p ORDER BY id"
            .formatted(target));
    fill(target, 0, partitions, 1);
  }

  /** Inserts rows {@code id = p * 1000000 …} of a version. */
  void fill(TableName table, int from, int to, int version) {
    if (to > from) {
      ClickHouseSql.execute(
          """
          INSERT INTO %s SELECT %d + intDiv(number, %d) AS p, p * 1000000 + number %% %d, %d
          FROM numbers(%d) SETTINGS max_partitions_per_insert_block = 0
          """
              .formatted(
                  table,
                  from,
                  rowsPerPartition,
                  rowsPerPartition,
                  version,
                  (long) (to - from) * rowsPerPartition));
    }
  }

  /** A shadow with the first partitions in a version, and the plan to swap them in. */
  SwapPlan plan(int touched, int version, Strategy strategy) {
    UUID swapId = UUID.randomUUID();
    TableName shadow =
        new TableName(
            "hindcast",
            "bf_%s_g0_shadow".formatted(swapId.toString().replace("-", "").substring(0, 12)));
    warehouse.createLike(shadow, target);
    fill(shadow, 0, touched, version);
    return plan(swapId, shadow, touched, strategy);
  }

  private SwapPlan plan(UUID swapId, TableName shadow, int touched, Strategy strategy) {
    List<String> ids = IntStream.range(0, touched).mapToObj(Integer::toString).toList();
    Map<String, PartitionContent> contents = warehouse.contents(shadow, ids);
    List<SwapPin> pins =
        ids.stream()
            .map(contents::get)
            .map(c -> new SwapPin(c.id(), c.rows(), c.checksum(), c.partsHash()))
            .toList();
    return new SwapPlan(
        swapId,
        target,
        shadow,
        strategy,
        pins,
        new Provenance(UUID.randomUUID(), "fix", "2", 0, Duration.ofDays(7)));
  }

  SwapRunner runner() {
    return runner(store, warehouse);
  }

  static SwapRunner runner(SwapStore store, Warehouse warehouse) {
    return SwapRunner.start(
        store,
        warehouse,
        CONFIG,
        "test-" + UUID.randomUUID(),
        InstantSource.system(),
        new SimpleMeterRegistry());
  }

  long outboxRows() {
    return database.readOnly(tx ->
        tx.first("SELECT count(*) AS rows FROM outbox", row -> row.number("rows")).orElseThrow());
  }

  /** Working tables of the swap that are still there. */
  List<String> leftovers(SwapPlan plan) {
    String prefix = plan.shadow().table().replace("_shadow", "");
    return ClickHouseSql.lines(
        "SELECT name FROM system.tables WHERE database = 'hindcast' AND startsWith(name, '%s')"
            .formatted(prefix));
  }

  /** Rows per version of the live table. */
  List<String> versions() {
    return ClickHouseSql.lines(
        "SELECT v, count(), uniqExact(id) FROM %s GROUP BY v ORDER BY v".formatted(target));
  }

  private static Database database() {
    LocalPostgres server = SharedServers.postgres();
    return Database.open(
        new DatabaseSettings(
            server.jdbcUrl(),
            server.user(),
            server.password(),
            8,
            "swap_" + UUID.randomUUID().toString().replace('-', '_')));
  }

  @Override
  public void close() {
    ClickHouseSql.execute("DROP DATABASE %s SYNC".formatted(target.database()));
    warehouse.close();
    database.close();
  }
}
