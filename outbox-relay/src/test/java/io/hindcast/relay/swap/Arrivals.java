package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.table.TableName;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Rows that others insert at each step, a part each. What the server has acknowledged is noted in a
 * table beside, so that whoever checks need not be the one who wrote.
 */
final class Arrivals {
  private static final long IDS_PER_WRITER = 1_000_000;

  private final TableName target;
  private final List<Integer> partitions;
  private final AtomicLong nextId;

  /**
   * Into these partitions.
   *
   * @param writer tells processes apart that write into the same table
   */
  Arrivals(TableName target, List<Integer> partitions, int writer) {
    this.target = target;
    this.partitions = partitions;
    this.nextId = new AtomicLong(WriteLedger.FIRST_ID + writer * IDS_PER_WRITER);
    ClickHouseSql.execute(
        "CREATE TABLE IF NOT EXISTS %s (id UInt64) ENGINE = MergeTree ORDER BY id"
            .formatted(noted()));
  }

  /** One row for each partition; when the server is away, nobody was told that they are there. */
  void come() {
    List<Long> ids = partitions.stream().map(p -> nextId.getAndIncrement()).toList();
    try {
      for (int i = 0; i < ids.size(); i++) {
        ClickHouseSql.execute(
            "INSERT INTO %s VALUES (%d, %d, 0)".formatted(target, partitions.get(i), ids.get(i)));
      }
      ClickHouseSql.execute(
          "INSERT INTO %s VALUES %s"
              .formatted(
                  noted(), ids.stream().map("(%d)"::formatted).collect(Collectors.joining(", "))));
    } catch (IllegalStateException e) { // They may be there or not; a writer would try again.
      assertThat(e).hasMessageStartingWith("ClickHouse broke off");
    }
  }

  /** Each acknowledged row is there once, each other at most once. */
  void assertEachIsThereOnce() {
    String found = "SELECT id FROM %s WHERE id >= %d".formatted(target, WriteLedger.FIRST_ID);
    assertThat(
            ClickHouseSql.lines(
                "SELECT id FROM %s WHERE id NOT IN (%s) ORDER BY id".formatted(noted(), found)))
        .as("acknowledged rows that are lost")
        .isEmpty();
    assertThat(
            ClickHouseSql.lines(
                "SELECT id FROM (%s) GROUP BY id HAVING count() > 1 ORDER BY id".formatted(found)))
        .as("rows that are there more than once")
        .isEmpty();
  }

  private TableName noted() {
    return new TableName(target.database(), "noted");
  }
}
