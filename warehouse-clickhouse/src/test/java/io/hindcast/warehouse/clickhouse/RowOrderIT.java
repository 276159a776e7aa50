package io.hindcast.warehouse.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import io.hindcast.warehouse.AttemptOrder;
import io.hindcast.warehouse.RangeBinding;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * For each engine that makes one row of several: what was put together is what its rows would have
 * become if they had been inserted in their order.
 */
class RowOrderIT {
  private static final LocalClickHouse SERVER = SharedServers.clickhouse();
  private static final ClickHouseConfig CONFIG =
      ClickHouseConfig.of(URI.create(SERVER.url()), SERVER.user(), SERVER.password())
          .working("row_order");
  private static final ClickHouseWarehouse WAREHOUSE = new ClickHouseWarehouse(CONFIG);
  private static final JdbcSession SESSION = new JdbcSession(CONFIG);
  private static final String PREFIX = new BackfillNames(new UUID(0, 1), "row_order").prefix();
  private static final String COLUMNS =
      "p UInt8, k UInt32, t UInt32, n Nullable(UInt32), s Int8,"
          + " f SimpleAggregateFunction(anyLast, UInt32)";

  @BeforeAll
  static void createSource() {
    execute("DROP DATABASE IF EXISTS row_order SYNC");
    execute("CREATE DATABASE row_order");
    execute(
        "CREATE TABLE row_order.source (t UInt32, k UInt32, pad String)"
            + " ENGINE = MergeTree PARTITION BY t ORDER BY k SETTINGS index_granularity = 512");
    execute(
        "INSERT INTO row_order.source SELECT intDiv(number, 200000), number % 200000, repeat('x', 40)"
            + " FROM numbers(800000)");
  }

  @AfterAll
  static void dropAll() {
    execute("DROP DATABASE row_order SYNC");
    SESSION.close();
    WAREHOUSE.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ReplacingMergeTree                 | count() = 200000 AND min(t) = 3",
        "ReplacingMergeTree(t)              | count() = 200000 AND min(t) = 3",
        "CoalescingMergeTree                | count() = 200000 AND min(t) = 3 AND min(n) = 2",
        "AggregatingMergeTree               | count() = 200000 AND min(f) = 3",
        "SummingMergeTree                   | count() = 200000 AND min(t) = 6 AND max(t) = 6",
        "CollapsingMergeTree(s)             | count() = 0",
        "VersionedCollapsingMergeTree(s, k) | count() = 0",
      })
  void showsInNothing(String engine, String promise) {
    TableName target = table("target");
    execute("DROP TABLE IF EXISTS %s SYNC".formatted(target));
    execute(
        "CREATE TABLE %s (%s) ENGINE = %s PARTITION BY p ORDER BY k%s"
            .formatted(
                target,
                COLUMNS,
                engine,
                engine.startsWith("Aggregating")
                    ? " SETTINGS allow_dimensions_outside_sorting_key = 1"
                    : ""));

    WAREHOUSE.run(order("whole", "0, 1, 2, 3"));
    WAREHOUSE.run(order("early", "0, 1"));
    WAREHOUSE.run(order("late", "2, 3"));
    execute("CREATE TABLE %s AS %s".formatted(table("shadow"), target));
    WAREHOUSE.assemble(
        WAREHOUSE.own(table("assembly")),
        List.of(table("early"), table("late")),
        table("shadow"),
        List.of("1"));

    assertThat(holds("whole", promise)).isTrue();
    assertThat(holds("shadow", promise)).isTrue();
    List.of("whole", "early", "late", "shadow")
        .forEach(name -> WAREHOUSE.drop(WAREHOUSE.own(table(name))));
    execute("DROP TABLE %s SYNC".formatted(target));
  }

  private static AttemptOrder order(String staging, String times) {
    return new AttemptOrder(
        "row-order-" + staging,
        table("target"),
        table(staging),
        List.of("p", "k", "t", "n", "s", "f"),
        ("SELECT 1 AS p, k, t, if(t = 3, NULL, t) AS n, if(t %% 2 = 0, 1, -1) AS s, t AS f"
                + " FROM row_order.source WHERE t IN (%s)")
            .formatted(times),
        RangeBinding.utc(new TimeRange(Instant.EPOCH, Instant.EPOCH.plusSeconds(1))),
        10,
        // As a profile for many cores has them.
        Map.of(
            "max_threads", "8",
            "max_insert_threads", "8",
            "min_insert_block_size_rows", "1000",
            "min_insert_block_size_bytes", "0",
            "max_block_size", "1000"));
  }

  private static boolean holds(String name, String promise) {
    return SESSION
        .query(
            "Looking at " + name,
            Command.of("SELECT %s AS promise FROM %s FINAL".formatted(promise, table(name))),
            row -> row.getBoolean("promise"))
        .getFirst();
  }

  private static TableName table(String name) {
    return new TableName("row_order", PREFIX + name);
  }

  private static void execute(String sql) {
    SESSION.execute("Preparing a test", Command.of(sql));
  }
}
