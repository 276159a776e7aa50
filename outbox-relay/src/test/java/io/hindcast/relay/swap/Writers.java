package io.hindcast.relay.swap;

import io.hindcast.core.table.TableName;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Clients that insert again and again: quickly, block by block from a slow query, and row by row
 * from a body that comes slowly. The slow ones are in flight whenever a table is exchanged.
 */
final class Writers implements AutoCloseable {
  private static final int QUICK_ROWS = 20;
  private static final int SLOW_ROWS = 6;
  private static final Duration PACE = Duration.ofMillis(60);
  // Sixteen clients without a pause take a machine of two cores for themselves.
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final String BLOCK_BY_BLOCK =
      "max_block_size = 1, max_insert_block_size = 1, min_insert_block_size_rows = 1,"
          + " input_format_parallel_parsing = 0";

  private final WriteLedger ledger;
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  Writers(WriteLedger ledger) {
    this.ledger = ledger;
  }

  /** Many rows at once, into so many partitions. */
  void quick(TableName table, int firstPartition, int partitions) {
    start(
        QUICK_ROWS,
        first ->
            ClickHouseSql.execute(
                "INSERT INTO %s SELECT %d + number %% %d, %d + number, 0 FROM numbers(%d)"
                    .formatted(table, firstPartition, partitions, first, QUICK_ROWS)));
  }

  /** A query that yields one row after the other, each a part of its own. */
  void slow(TableName table, int firstPartition, int partitions) {
    start(
        SLOW_ROWS,
        first ->
            ClickHouseSql.execute(
                """
                INSERT INTO %s SELECT %d + number %% %d, %d + number, 0 FROM numbers(%d)
                WHERE sleepEachRow(%s) = 0 SETTINGS %s
                """
                    .formatted(
                        table,
                        firstPartition,
                        partitions,
                        first,
                        SLOW_ROWS,
                        PACE.toMillis() / 1000.0,
                        BLOCK_BY_BLOCK)));
  }

  /** The rows come over the wire one after the other. */
  void streamed(TableName table, int firstPartition, int partitions) {
    start(
        SLOW_ROWS,
        first ->
            ClickHouseSql.insert(
                "INSERT INTO %s SETTINGS %s FORMAT TSV".formatted(table, BLOCK_BY_BLOCK),
                BodyPublishers.ofInputStream(() ->
                    new SlowRows(
                        SLOW_ROWS,
                        row ->
                            "%d\t%d\t0".formatted(firstPartition + row % partitions, first + row),
                        PACE,
                        over))));
  }

  private void start(int rows, LongConsumer insert) {
    threads.add(
        Thread.ofPlatform().name("writer-" + threads.size()).start(() -> writeAll(rows, insert)));
  }

  private void writeAll(int rows, LongConsumer insert) {
    try {
      do {
        ledger.write(rows, insert);
      } while (!over.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  int count() {
    return threads.size();
  }

  /** Returns when the last insert has been answered. */
  void stop() throws InterruptedException {
    over.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Override
  public void close() {
    over.countDown();
  }
}
