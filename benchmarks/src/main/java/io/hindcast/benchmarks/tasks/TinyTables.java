package io.hindcast.benchmarks.tasks;

import io.hindcast.benchmarks.bed.Engine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A source of ten rows a day, and a target with a partition for each day. */
record TinyTables(Engine engine, int days) {
  private static final LocalDate FROM = LocalDate.of(2000, 1, 1);
  private static final String SQL =
      "SELECT day, sum(value) AS total FROM bench.ticks"
          + " WHERE day >= {from:Date} AND day < {to:Date} GROUP BY day";

  void load() {
    engine.execute("CREATE DATABASE bench");
    engine.execute(
        "CREATE TABLE bench.ticks (day Date, value Int64)"
            + " ENGINE = MergeTree PARTITION BY toYYYYMM(day) ORDER BY day");
    engine.execute(
        "INSERT INTO bench.ticks SELECT toDate('%s') + intDiv(number, 10), number FROM numbers(%d)"
            .formatted(FROM, 10L * days),
        Map.of("max_partitions_per_insert_block", "0"));
    engine.execute("OPTIMIZE TABLE bench.ticks FINAL");
  }

  /** Makes the target empty. */
  void reset() {
    engine.execute("DROP TABLE IF EXISTS bench.daily SYNC");
    create("bench.daily");
  }

  /** The same statements for each day that a task needs, by so many threads and nothing else. */
  void runBare(int threads) {
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> running = new ArrayList<>();
      for (int day = 0; day < days; day++) {
        LocalDate start = FROM.plusDays(day);
        running.add(executor.submit(() -> runBare(start)));
      }
      for (Future<?> future : running) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("The bare statements failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted during the bare statements", e);
    }
  }

  private void runBare(LocalDate start) {
    String id = start.toString().replace("-", "");
    String staging = "bench.staging_" + id;
    create(staging);
    engine.execute(
        "INSERT INTO " + staging + " " + SQL,
        Map.of("param_from", start.toString(), "param_to", start.plusDays(1).toString()));
    engine.execute(
        "ALTER TABLE bench.daily REPLACE PARTITION ID '%s' FROM %s".formatted(id, staging));
    engine.execute("DROP TABLE " + staging + " SYNC");
  }

  private void create(String table) {
    engine.execute(
        "CREATE TABLE "
            + table
            + " (day Date, total Int64)"
            + " ENGINE = MergeTree PARTITION BY toYYYYMMDD(day) ORDER BY day");
  }

  String checksum() {
    return engine.rows("SELECT count(), sum(cityHash64(*)) FROM bench.daily").getFirst();
  }

  /** A spec with a task for each day. */
  String spec(int parallelism) {
    return """
    apiVersion: hindcast/v1
    kind: Backfill
    metadata: {name: tiny-tasks, owner: bench}
    spec:
      target: {table: bench.daily, key: [day]}
      source: {tables: [bench.ticks]}
      transform: {version: 1.0.0, grain: 1d, sql: "%s"}
      range: {from: %s, to: %s}
      execution: {parallelism: %d, rowsPerTask: 1}
      waves: [100%%]
      swap: {strategy: exchange, approval: auto, keepPrevious: 0d}
    """
        .formatted(SQL, FROM, FROM.plusDays(days), parallelism);
  }
}
