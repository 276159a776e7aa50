package io.hindcast.relay.swap;

import io.hindcast.core.table.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.awaitility.Awaitility;

/**
 * Readers that never stop. Each of their queries would see the mark of every partition: two marks,
 * or too few rows, are a torn read.
 */
final class GenerationReaders implements AutoCloseable {
  private static final int COLUMNS = 4;
  // Without a pause they would take a machine of two cores for themselves.
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final String query;
  private final int partitions;
  private final long rows;
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicLong reads = new AtomicLong();
  private final AtomicLong mixed = new AtomicLong();
  private final Queue<Exception> failures = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLongArray latest;

  /** Half of the readers use JDBC, the others HTTP. */
  GenerationReaders(TableName table, int partitions, long rows, int readers) throws SQLException {
    this.query = "SELECT count(), uniqExact(p), uniqExact(v), max(v) FROM " + table;
    this.partitions = partitions;
    this.rows = rows;
    this.latest = new AtomicLongArray(readers);
    for (int i = 0; i < readers; i++) {
      int number = i;
      TableReader reader = i % 2 == 0 ? TableReader.jdbc() : TableReader.http();
      threads.add(Thread.ofPlatform().name("reader-" + i).start(() -> readAll(number, reader)));
    }
  }

  private void readAll(int number, TableReader reader) {
    try (reader) {
      do {
        read(number, reader);
      } while (!over.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (SQLException e) {
      failures.add(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read(int number, TableReader reader) {
    try {
      long[] row = reader.row(query, COLUMNS);
      if (row[0] != rows || row[1] != partitions || row[2] != 1) {
        mixed.incrementAndGet();
      }
      latest.set(number, row[3]);
    } catch (SQLException | IllegalStateException e) { // Whatever it is, a reader noticed it.
      failures.add(e);
    }
    reads.incrementAndGet();
  }

  /** Waits until each reader has seen that generation, so that none is passed over. */
  void awaitSeenByAll(long generation) {
    Awaitility.await("generation " + generation)
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> seenByAll(generation) || !failures.isEmpty());
  }

  private boolean seenByAll(long generation) {
    for (int i = 0; i < latest.length(); i++) {
      if (latest.get(i) != generation) {
        return false;
      }
    }
    return true;
  }

  long reads() {
    return reads.get();
  }

  long mixed() {
    return mixed.get();
  }

  List<Exception> failures() {
    return List.copyOf(failures);
  }

  /** Returns when the last read has ended. */
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
