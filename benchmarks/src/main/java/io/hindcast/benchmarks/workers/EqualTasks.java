package io.hindcast.benchmarks.workers;

import io.hindcast.benchmarks.bed.Engine;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;

/**
 * A source of ten rows a day, and a daily target. The statement waits at each row, so that a task's
 * length does not depend on how many run: what is measured is who works, not the machine's cores.
 *
 * @param taskMillis length of one task
 */
record EqualTasks(Engine engine, int days, int taskMillis) {
  private static final LocalDate FROM = LocalDate.of(2000, 1, 1);
  private static final int ROWS_PER_DAY = 10;

  void load() {
    engine.execute("CREATE DATABASE bench");
    engine.execute(
        "CREATE TABLE bench.ticks (day Date, value Int64)"
            + " ENGINE = MergeTree PARTITION BY toYYYYMM(day) ORDER BY day");
    engine.execute(
        "INSERT INTO bench.ticks SELECT toDate('%s') + intDiv(number, %d), number FROM numbers(%d)"
            .formatted(FROM, ROWS_PER_DAY, (long) ROWS_PER_DAY * days),
        Map.of("max_partitions_per_insert_block", "0"));
  }

  /** Makes the target empty. */
  void reset() {
    engine.execute("DROP TABLE IF EXISTS bench.daily SYNC");
    engine.execute(
        "CREATE TABLE bench.daily (day Date, total Int64)"
            + " ENGINE = MergeTree PARTITION BY toYYYYMMDD(day) ORDER BY day");
  }

  /** Whether every day is there once, with its total. */
  boolean complete() {
    return engine
        .rows("SELECT day, total FROM bench.daily ORDER BY ALL")
        .equals(engine.rows("SELECT day, sum(value) FROM bench.ticks GROUP BY day ORDER BY day"));
  }

  /** A spec with a task for each day. */
  String spec(int parallelism) {
    double wait = taskMillis / 1000.0 / ROWS_PER_DAY;
    return """
    apiVersion: hindcast/v1
    kind: Backfill
    metadata: {name: equal-tasks, owner: bench}
    spec:
      target: {table: bench.daily, key: [day]}
      source: {tables: [bench.ticks]}
      transform:
        version: 1.0.0
        grain: 1d
        sql: >
          SELECT day, sum(value) AS total FROM bench.ticks
          WHERE day >= {from:Date} AND day < {to:Date} AND sleepEachRow(%s) = 0 GROUP BY day
      range: {from: %s, to: %s}
      execution: {parallelism: %d, rowsPerTask: 1, attemptsMax: 20}
      waves: [100%%]
      swap: {strategy: exchange, approval: auto, keepPrevious: 0d}
    """
        .formatted(
            String.format(Locale.ROOT, "%.4f", wait), FROM, FROM.plusDays(days), parallelism);
  }
}
