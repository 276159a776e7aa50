package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.table.TableName;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * Rows that others insert at each step, a part each. What the server has acknowledged is noted in a
 * table beside, so that whoever checks need not be the one who wrote.
 */
final class Arrivals {
  private static final long IDS_PER_WRITER = 1_000_000;
  private static final int STRAGGLERS = 6;

  private final TableName target;
  private final List<Integer> partitions;
  private final AtomicLong nextId;
  private final Queue<Thread> stragglers = new ConcurrentLinkedQueue<>();
  private volatile boolean serverDies;

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

  /** From now on the server may be away. Who does not say so expects every row to arrive. */
  void surviveServer() {
    serverDies = true;
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
      requireBrokenOff(e);
    }
  }

  /** Starts an INSERT that goes on block by block, and returns when the server works on it. */
  void straggle() {
    long first = nextId.getAndAdd(STRAGGLERS);
    Thread straggler = Thread.ofVirtual().start(() -> insertSlowly(first));
    stragglers.add(straggler);
    String mark = Long.toString(first);
    Awaitility.await("a straggler")
        .pollDelay(Duration.ZERO)
        .until(() -> !straggler.isAlive() || runs(mark));
  }

  private void insertSlowly(long first) {
    try {
      ClickHouseSql.execute(
          """
          INSERT INTO %s SELECT %d, %d + number, 0 FROM numbers(%d)
          WHERE sleepEachRow(0.1) = 0 SETTINGS max_block_size = 1, min_insert_block_size_rows = 1
          """
              .formatted(target, partitions.getLast(), first, STRAGGLERS));
      ClickHouseSql.execute(
          "INSERT INTO %s SELECT %d + number FROM numbers(%d)"
              .formatted(noted(), first, STRAGGLERS));
    } catch (IllegalStateException e) { // Broken off with the server: some rows may be there.
      requireBrokenOff(e);
    }
  }

  private void requireBrokenOff(IllegalStateException e) {
    if (!serverDies || !(e.getCause() instanceof IOException)) {
      throw e;
    }
  }

  private static boolean runs(String mark) {
    try {
      return ClickHouseSql.number(
              "SELECT count() FROM system.processes WHERE position(query, 'sleepEachRow') > 0"
                  + " AND position(query, '%s') > 0 AND position(query, 'processes') = 0"
                      .formatted(mark))
          > 0;
    } catch (IllegalStateException e) { // The server is away.
      return false;
    }
  }

  /** Returns when those INSERTs have been answered. */
  void awaitStragglers() {
    for (Thread straggler : stragglers) {
      try {
        straggler.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
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
