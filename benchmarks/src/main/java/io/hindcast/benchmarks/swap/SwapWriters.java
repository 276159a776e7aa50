package io.hindcast.benchmarks.swap;

import io.hindcast.benchmarks.bed.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that insert into partitions of the target all the time; one in two block by block. */
final class SwapWriters implements AutoCloseable {
  private static final int ROWS = 20;

  private final Engine engine;
  private final int partitions;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong nextId = new AtomicLong(1L << 40);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> running = new ArrayList<>();

  SwapWriters(Engine engine, int partitions) {
    this.engine = engine;
    this.partitions = partitions;
  }

  /** Starts so many. */
  void start(int writers) {
    for (int i = 0; i < writers; i++) {
      boolean slow = i % 2 == 1;
      running.add(threads.submit(() -> write(slow)));
    }
  }

  private void write(boolean slow) {
    while (!over.get()) {
      long first = nextId.getAndAdd(ROWS);
      insert(
          "INSERT INTO %s SELECT %d, %d + number, 0 FROM numbers(%d) WHERE sleepEachRow(0.02) = 0 %s"
              .formatted(
                  SwapTables.LIVE,
                  partitions - 1 - first / ROWS % Math.min(5, partitions),
                  first,
                  ROWS,
                  slow ? "SETTINGS max_block_size = 1, min_insert_block_size_rows = 1" : ""));
    }
  }

  /** One that begins in the very moment of the exchange is refused by the server. */
  private void insert(String statement) {
    try {
      engine.execute(statement);
    } catch (IllegalStateException e) {
      if (!String.valueOf(e.getMessage()).contains("TABLE_UUID_MISMATCH")) {
        throw e;
      }
    }
  }

  /** Returns when the last insert has ended. */
  @Override
  public void close() {
    over.set(true);
    threads.close();
    for (Future<?> writer : running) {
      try {
        writer.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("A writer failed", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while writers end", e);
      }
    }
  }
}
