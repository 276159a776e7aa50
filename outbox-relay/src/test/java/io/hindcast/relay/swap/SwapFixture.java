package io.hindcast.relay.swap;

import io.hindcast.control.database.Database;
import io.hindcast.control.database.DatabaseSettings;
import io.hindcast.control.migration.Migrations;
import io.hindcast.control.relay.PostgresSwapStore;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.spec.SwapPolicy.Strategy;
import io.hindcast.core.swap.SwapIntent;
import io.hindcast.core.swap.SwapIntent.Direction;
import io.hindcast.core.swap.SwapPlan;
import io.hindcast.core.swap.SwapStore;
import io.hindcast.core.table.TableName;
import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.postgres.LocalPostgres;
import io.hindcast.schemas.SwapEvent;
import io.hindcast.schemas.SwapRequest;
import io.hindcast.schemas.codec.MessageCodec;
import io.hindcast.warehouse.PartitionContent;
import io.hindcast.warehouse.Warehouse;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A table of partitions {@code 0 … n-1} with rows of version 1, and shadows of its first ones with
 * other versions; a store in a schema of its own.
 */
final class SwapFixture implements AutoCloseable {
  static final SwapConfig CONFIG =
      new SwapConfig(
          4,
          Duration.ofSeconds(2),
          Duration.ofMillis(50),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(5));
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  final Warehouse warehouse = ClickHouseSql.warehouse();
  final Database database;
  final SwapStore store;
  final TableName target;
  private final boolean ownsDatabase;
  private final int rowsPerPartition;

  SwapFixture(int partitions, int rowsPerPartition) {
    this(partitions, rowsPerPartition, "Atomic");
  }

  SwapFixture(int partitions, int rowsPerPartition, String engine) {
    this(migrated(), true, partitions, rowsPerPartition, engine);
  }

  /** On a database that is shared with others. */
  SwapFixture(Database database, int partitions, int rowsPerPartition) {
    this(database, false, partitions, rowsPerPartition, "Atomic");
  }

  private SwapFixture(
      Database database,
      boolean ownsDatabase,
      int partitions,
      int rowsPerPartition,
      String engine) {
    this.database = database;
    this.ownsDatabase = ownsDatabase;
    this.store = new PostgresSwapStore(database);
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
    return SwapOrder.of(request(touched, version, strategy), "hindcast");
  }

  /** The same as the planner asks for it. */
  SwapRequest request(int touched, int version, Strategy strategy) {
    UUID backfillId = UUID.randomUUID();
    TableName shadow = shadow(backfillId);
    fill(shadow, 0, touched, version);
    return request(backfillId, touched, strategy);
  }

  /**
   * Recomputes the first partitions in a version from what they hold now, so that nothing in them
   * gets lost; rows that come later are to be carried.
   */
  SwapRequest carrying(int touched, int version) {
    UUID backfillId = UUID.randomUUID();
    TableName base = new TableName("hindcast", SwapRequests.prefix(backfillId) + "base");
    warehouse.createLike(base, target);
    warehouse.promote(target, base, partitions(touched));
    ClickHouseSql.execute(
        """
        INSERT INTO %s SELECT p, id, if(id < %d, %d, v) FROM %s
        SETTINGS max_partitions_per_insert_block = 0
        """
            .formatted(shadow(backfillId), WriteLedger.FIRST_ID, version, base));
    return SwapRequests.carrying(request(backfillId, touched, Strategy.EXCHANGE), base);
  }

  /** An empty shadow for a backfill. */
  TableName shadow(UUID backfillId) {
    TableName shadow = new TableName("hindcast", SwapRequests.prefix(backfillId) + "g0_shadow");
    warehouse.createLike(shadow, target);
    return shadow;
  }

  /** To swap in the first partitions of the backfill's shadow as they are. */
  SwapRequest request(UUID backfillId, int touched, Strategy strategy) {
    TableName shadow = new TableName("hindcast", SwapRequests.prefix(backfillId) + "g0_shadow");
    List<String> ids = partitions(touched);
    Map<String, PartitionContent> contents = warehouse.contents(shadow, ids);
    return SwapRequests.forward(
        backfillId, target, shadow, strategy, ids.stream().map(contents::get).toList());
  }

  /** The plan to take swaps back, or a rollback back. */
  SwapPlan undo(Direction direction, Strategy strategy, SwapPlan... swaps) {
    UUID swapId = UUID.randomUUID();
    return new SwapPlan(
        swapId,
        target,
        new TableName("hindcast", SwapRequests.prefix(swapId) + "r0_shadow"),
        strategy,
        List.of(),
        swaps[0].provenance(),
        SwapIntent.undo(direction, Stream.of(swaps).map(SwapPlan::swapId).toList()));
  }

  /** Ids of the first partitions. */
  static List<String> partitions(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  /** Has the swap done, and tells what was published about it. */
  SwapEvent swap(SwapRunner runner, SwapRequest request) {
    store.add(SwapOrder.of(request, "hindcast"));
    runner.wake();
    awaitEnd(SwapRequests.swapId(request));
    return event(request).orElseThrow();
  }

  void awaitEnd(UUID swapId) {
    Awaitility.await("swap " + swapId)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .ignoreException(HindcastException.class) // The store may be away for a while.
        .until(() -> store.find(swapId).orElseThrow().terminal());
  }

  SwapRunner runner() {
    return runner(store, warehouse);
  }

  static SwapRunner runner(SwapStore store, Warehouse warehouse) {
    return runner(store, warehouse, "test-" + UUID.randomUUID());
  }

  static SwapRunner runner(SwapStore store, Warehouse warehouse, String holder) {
    return SwapRunner.start(
        store, warehouse, CONFIG, holder, InstantSource.system(), new SimpleMeterRegistry());
  }

  long outboxRows() {
    return database.readOnly(tx ->
        tx.first(
                "SELECT count(*) AS rows FROM outbox WHERE type = 'SwapEvent'",
                row -> row.number("rows"))
            .orElseThrow());
  }

  /** What the outbox says about a swap. */
  Optional<SwapEvent> event(SwapRequest request) {
    UUID id = SwapLetter.eventId(SwapRequests.swapId(request));
    return database.readOnly(tx ->
        tx.first(
            "SELECT payload FROM outbox WHERE id = ?",
            row -> MessageCodec.standard().decode(SwapEvent.class, row.bytes("payload")),
            id));
  }

  /** What the outbox says about all swaps of a backfill. */
  List<SwapEvent> events(UUID backfillId) {
    return database
        .readOnly(tx ->
            tx.query(
                "SELECT payload FROM outbox WHERE aggregateid = ? AND type = 'SwapEvent'",
                row -> MessageCodec.standard().decode(SwapEvent.class, row.bytes("payload")),
                target.toString()))
        .stream()
        .filter(event -> event.getMeta().getBackfillId().equals(backfillId))
        .toList();
  }

  /** Working tables of the swap that are still there. */
  List<String> leftovers(SwapPlan plan) {
    return tables(plan.shadow().table().replaceAll("[a-z]\\d+_shadow$", ""));
  }

  /** Working tables of the backfill that are still there. */
  List<String> leftovers(UUID backfillId) {
    return tables(SwapRequests.prefix(backfillId));
  }

  private static List<String> tables(String prefix) {
    return ClickHouseSql.lines(
        "SELECT name FROM system.tables WHERE database = 'hindcast' AND startsWith(name, '%s') ORDER BY name"
            .formatted(prefix));
  }

  /** Drops what the swaps of a backfill have kept, as the janitor does after retention. */
  void release(UUID backfillId) {
    // Not by the pooled client: the server may have died since it was used last.
    leftovers(backfillId)
        .forEach(name ->
            ClickHouseSql.execute("DROP TABLE IF EXISTS hindcast.`%s` SYNC".formatted(name)));
  }

  /** Rows per version of the live table. */
  List<String> versions() {
    return versions(Long.MAX_VALUE);
  }

  /** The same without ids from there on. */
  List<String> versions(long belowId) {
    return ClickHouseSql.lines(
        "SELECT v, count(), uniqExact(id) FROM %s WHERE id < %d GROUP BY v ORDER BY v"
            .formatted(target, belowId));
  }

  /** A schema of its own, with the relay's tables. */
  static Database migrated() {
    Database database = database("swap_" + UUID.randomUUID().toString().replace('-', '_'));
    Migrations.migrate(database, "relay");
    return database;
  }

  static Database database(String schema) {
    LocalPostgres server = SharedServers.postgres();
    return Database.open(
        new DatabaseSettings(server.jdbcUrl(), server.user(), server.password(), 8, schema));
  }

  @Override
  public void close() {
    ClickHouseSql.execute("DROP DATABASE %s SYNC".formatted(target.database()));
    warehouse.close();
    if (ownsDatabase) {
      database.close();
    }
  }
}
