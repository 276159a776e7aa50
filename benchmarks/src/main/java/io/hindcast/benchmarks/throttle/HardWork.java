package io.hindcast.benchmarks.throttle;

import io.hindcast.benchmarks.bed.Engine;
import java.time.LocalDate;
import java.util.Map;

/** A table of events, and a daily one derived from it by a statement that keeps the engine busy. */
record HardWork(Engine engine, int days, int rowsPerDay) {
  private static final LocalDate FROM = LocalDate.of(2020, 1, 1);
  private static final String SQL =
      "SELECT day, uniqExact(cityHash64(who, n)) AS visitors, sum(sipHash64(n) %% 1000) AS score"
          + " FROM bench.events ARRAY JOIN range(8) AS n"
          + " WHERE day >= {from:Date} AND day < {to:Date} GROUP BY day";

  void load() {
    engine.execute(
        "CREATE TABLE bench.events (day Date, who UInt64)"
            + " ENGINE = MergeTree PARTITION BY toYYYYMM(day) ORDER BY day");
    engine.execute(
        ("INSERT INTO bench.events SELECT toDate('%s') + intDiv(number, %d), sipHash64(number)"
                + " FROM numbers(%d)")
            .formatted(FROM, rowsPerDay, (long) days * rowsPerDay),
        Map.of("max_partitions_per_insert_block", "0"));
    engine.execute(
        "CREATE TABLE bench.daily (day Date, visitors UInt64, score UInt64)"
            + " ENGINE = MergeTree PARTITION BY toYYYYMMDD(day) ORDER BY day");
  }

  /**
   * A spec with a task for each day.
   *
   * @param pacing the lines of its pacing section
   */
  String spec(String name, int parallelism, String pacing) {
    return """
    apiVersion: hindcast/v1
    kind: Backfill
    metadata: {name: %s, owner: bench}
    spec:
      target: {table: bench.daily, key: [day]}
      source: {tables: [bench.events]}
      transform: {version: 1.0.0, grain: 1d, sql: "%s"}
      range: {from: %s, to: %s}
      execution: {parallelism: %d, rowsPerTask: 1}
      waves: [100%%]
      swap: {strategy: exchange, approval: auto, keepPrevious: 0d}
      pacing: %s
    """
        .formatted(name, SQL.replace("%%", "%"), FROM, FROM.plusDays(days), parallelism, pacing);
  }
}
