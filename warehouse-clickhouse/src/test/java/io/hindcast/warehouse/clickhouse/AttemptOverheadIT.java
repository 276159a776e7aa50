package io.hindcast.warehouse.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import io.hindcast.warehouse.AttemptOrder;
import io.hindcast.warehouse.RangeBinding;
import io.hindcast.warehouse.StagedContent;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Measures what docs/warehouse.md reports; it asserts the results, not the times. */
class AttemptOverheadIT {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptOverheadIT.class);
  private static final int ROUNDS = 100;
  private static final TableName SOURCE = new TableName("overhead", "source");
  private static final TableName SHADOW = new TableName("overhead", "shadow");
  private static final TableName MANY = new TableName("overhead", "many");

  private final Map<String, List<Long>> nanos = new LinkedHashMap<>();
  private JdbcSession beside;
  private ClickHouseWarehouse warehouse;

  @BeforeEach
  void open() {
    LocalClickHouse server = SharedServers.clickhouse();
    ClickHouseConfig config =
        ClickHouseConfig.of(URI.create(server.url()), server.user(), server.password());
    beside = new JdbcSession(config);
    warehouse = new ClickHouseWarehouse(config);
    execute("CREATE DATABASE overhead");
    execute(
        "CREATE TABLE overhead.source (day Date, n UInt64) ENGINE = MergeTree PARTITION BY day"
            + " ORDER BY n");
    execute(
        "INSERT INTO overhead.source SELECT toDate('2001-01-01') + number % 1000, number"
            + " FROM numbers(100000) SETTINGS max_partitions_per_insert_block = 0");
  }

  @AfterEach
  void close() {
    execute("DROP DATABASE overhead SYNC");
    warehouse.close();
    beside.close();
  }

  @Test
  void ofSmallAttempts() {
    warehouse.createLike(SHADOW, SOURCE);
    for (int i = 0; i < ROUNDS; i++) {
      TableName staging = new TableName("overhead", "staging" + i);
      timed("fence", () -> warehouse.sourceParts(List.of(SOURCE), ZoneOffset.UTC));
      long start = System.nanoTime();
      StagedContent content = warehouse.run(order(staging, i));
      long insert = content.elapsed().toNanos();
      note("insert of 100 rows", insert);
      note("create and list parts", System.nanoTime() - start - insert);
      timed("promote", () -> promote(staging, SHADOW, List.of("20010101")));
      timed("drop", () -> drop(staging));
    }
    report();
  }

  @Test
  void ofAThousandPartitions() {
    warehouse.createLike(MANY, SOURCE);
    List<String> ids =
        warehouse.partitions(SOURCE, ZoneOffset.UTC).stream().map(stats -> stats.id()).toList();
    for (int i = 0; i < 5; i++) {
      timed("promote 1,000 partitions", () -> promote(SOURCE, MANY, ids));
      timed("contents of 1,000 partitions", () -> warehouse.contents(MANY, ids));
      timed("fingerprints of 1,000 partitions", () -> warehouse.fingerprints(MANY));
    }
    assertThat(warehouse.fingerprints(MANY))
        .isEqualTo(warehouse.fingerprints(SOURCE))
        .hasSize(1000);
    report();
  }

  private static AttemptOrder order(TableName staging, int number) {
    Instant from = Instant.parse("2001-01-01T00:00:00Z");
    return new AttemptOrder(
        "overhead-" + number,
        SOURCE,
        staging,
        List.of("day", "n"),
        "SELECT day, n FROM overhead.source WHERE day >= {from:Date} AND day < {to:Date}",
        RangeBinding.utc(new TimeRange(from, Instant.parse("2001-01-02T00:00:00Z"))),
        1,
        Map.of());
  }

  private boolean promote(TableName from, TableName into, List<String> ids) {
    warehouse.promote(from, into, ids);
    return true;
  }

  private boolean drop(TableName table) {
    warehouse.drop(table);
    return true;
  }

  private void timed(String what, Supplier<?> action) {
    long start = System.nanoTime();
    assertThat(action.get()).isNotNull();
    note(what, System.nanoTime() - start);
  }

  private void note(String what, long duration) {
    nanos.computeIfAbsent(what, name -> new ArrayList<>()).add(duration);
  }

  private void report() {
    nanos.forEach((what, times) -> {
      times.sort(Comparator.naturalOrder());
      LOG.info(
          "{}: {}",
          what,
          IntStream.of(10, 50, 90)
              .mapToObj(p -> "p%d %.1f ms".formatted(p, times.get(times.size() * p / 100) / 1e6))
              .toList());
    });
  }

  private void execute(String sql) {
    beside.execute("Test statement", Command.of(sql));
  }
}
