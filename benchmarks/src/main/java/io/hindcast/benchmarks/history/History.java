package io.hindcast.benchmarks.history;

import io.hindcast.benchmarks.bed.Engine;
import io.hindcast.benchmarks.bed.Pause;
import io.hindcast.cli.api.ApiRefused;
import io.hindcast.cli.api.PlannerApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Backfills of the same two months of some tables, again and again, every second one taken back.
 */
record History(Engine engine, PlannerApi planner, int tables) {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int TOLD_EVERY = 50;
  private static final int NOT_FOUND = 404;
  private static final int LIVES = 4;

  void prepare() {
    engine.execute("CREATE DATABASE bench");
    engine.execute(
        "CREATE TABLE bench.src (day Date, value UInt64)"
            + " ENGINE = MergeTree PARTITION BY toYYYYMM(day) ORDER BY day");
    engine.execute(
        "INSERT INTO bench.src SELECT toDate('2024-01-01') + number % 60, number FROM numbers(600)");
    for (int table = 0; table < tables; table++) {
      engine.execute(
          "CREATE TABLE bench.target%d (day Date, total UInt64) ENGINE = MergeTree PARTITION BY toYYYYMM(day) ORDER BY day"
              .formatted(table));
      engine.execute(
          "INSERT INTO bench.target%d SELECT day, 0 FROM bench.src GROUP BY day".formatted(table));
    }
  }

  /** Those of one table one after the other, those of different tables side by side. */
  void run(int backfills, IntConsumer told) {
    AtomicInteger done = new AtomicInteger();
    try (ExecutorService threads = Executors.newFixedThreadPool(tables)) {
      List<Future<?>> all = new ArrayList<>();
      for (int table = 0; table < tables; table++) {
        int first = table;
        all.add(
            threads.submit(() -> {
              for (int number = first; number < backfills; number += tables) {
                live(first, number / tables);
                int so = done.incrementAndGet();
                if (so % TOLD_EVERY == 0) {
                  told.accept(so);
                }
              }
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("A backfill did not end as it should", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while backfills run", e);
    }
  }

  /** Of four, two stay, one is taken back, and one is taken back and swapped forward again. */
  private void live(int table, int number) {
    UUID id = UUID.randomUUID();
    planner.submit(spec(table), id);
    await(id, "SWAPPED");
    if (number % 2 == 1) {
      planner.control(id, "ROLLBACK", Optional.empty());
      await(id, "ROLLED_BACK");
    }
    if (number % LIVES == 1) {
      planner.control(id, "APPROVE", Optional.empty());
      await(id, "SWAPPED");
    }
  }

  private void await(UUID id, String state) {
    Pause.until(PATIENCE, () -> state(id).equals(state));
    if (!state(id).equals(state)) {
      throw new IllegalStateException(
          "Backfill %s: expected %s, found %s".formatted(id, state, state(id)));
    }
  }

  private String state(UUID id) {
    try {
      return planner.backfill(id).value().state();
    } catch (ApiRefused e) {
      if (e.status() == NOT_FOUND) { // The planner has not taken the request yet.
        return "";
      }
      throw e;
    }
  }

  private static String spec(int table) {
    return """
    apiVersion: hindcast/v1
    kind: Backfill
    metadata: {name: history-%1$d, owner: bench}
    spec:
      target: {table: bench.target%1$d, key: [day]}
      source: {tables: [bench.src]}
      transform:
        version: "1"
        grain: 1mo
        sql: SELECT day, sum(value) AS total FROM bench.src WHERE day >= {from:Date} AND day < {to:Date} GROUP BY day
      range: {from: 2024-01-01, to: 2024-03-01}
      waves: [100%%]
      swap: {approval: auto}
    """
        .formatted(table);
  }
}
