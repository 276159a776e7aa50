package io.hindcast.systemtests.recovery;

import io.hindcast.systemtests.system.RunningSystem;
import java.util.UUID;

/** Sixty days of readings, a daily table that is wrong, and the spec that mends it. */
final class DailyTables {
  /** The transform, doubled as the fix wants it. */
  private static final String FIX = "sum(v) * 2";

  /** 5 ms for each of a task's 240 rows: long enough to be met in the middle. */
  private static final String SLOW_FIX = "sum(v * 2 + sleepEachRow(0.005))";

  private final RunningSystem system;
  private final String database;

  DailyTables(RunningSystem system, UUID id) {
    this.system = system;
    this.database = "days_" + id.toString().substring(0, 8);
    system.sql(
        "CREATE DATABASE " + database,
        "CREATE TABLE "
            + database
            + ".raw (at DateTime('UTC'), v Int64)"
            + " ENGINE = MergeTree PARTITION BY toYYYYMM(at) ORDER BY at",
        "CREATE TABLE "
            + database
            + ".daily (day Date, n UInt64, total Int64)"
            + " ENGINE = MergeTree PARTITION BY toYYYYMMDD(day) ORDER BY day",
        "INSERT INTO "
            + database
            + ".raw"
            + " SELECT toDateTime('2020-01-01', 'UTC') + number * 3600, number FROM numbers(1440)",
        "INSERT INTO "
            + database
            + ".daily SELECT toDate(at) AS day, count(), sum(v) FROM "
            + database
            + ".raw GROUP BY day SETTINGS max_partitions_per_insert_block = 0");
  }

  private DailyTables(RunningSystem system, String database) {
    this.system = system;
    this.database = database;
  }

  /** The same tables, seen through a system that was started on the same directory. */
  DailyTables on(RunningSystem other) {
    return new DailyTables(other, database);
  }

  String spec() {
    return spec(FIX);
  }

  String slowSpec() {
    return spec(SLOW_FIX);
  }

  String spec(String total) {
    return """
    apiVersion: hindcast/v1
    kind: Backfill
    metadata: {name: daily-fix, owner: tests}
    spec:
      target: {table: %1$s.daily, key: [day]}
      source: {tables: [%1$s.raw]}
      transform:
        version: 2.0.0
        grain: 1d
        sql: |
          SELECT toDate(at) AS day, count() AS n, toInt64(%2$s) AS total
          FROM %1$s.raw WHERE at >= {from:DateTime} AND at < {to:DateTime} GROUP BY day
      range: {from: 2020-01-01, to: 2020-03-01}
      execution: {parallelism: 2, rowsPerTask: 240}
      waves: [20%%, 100%%]
      checks:
        - rowCount:
            equals: >
              SELECT uniqExact(toDate(at)) FROM %1$s.raw
              WHERE at >= {from:DateTime} AND at < {to:DateTime}
        - unique: [day]
        - aggregate: {expression: sum(n), against: live, tolerance: 0%%}
      swap: {approval: auto}
    """
        .formatted(database, total);
  }

  /** Days that are not exactly as the fixed transform would have them, surplus ones included. */
  String wrongDays() {
    return system.sql(
        """
        SELECT count() FROM (
          SELECT toDate(at) AS day, count() AS n, sum(v) * 2 AS total FROM %1$s.raw GROUP BY day
        ) AS wanted FULL OUTER JOIN %1$s.daily AS found USING (day)
        WHERE wanted.n != found.n OR wanted.total != found.total
        """
            .formatted(database));
  }

  String rows() {
    return system.sql("SELECT count() FROM " + database + ".daily");
  }

  String unfixedDays() {
    return system.sql(
        "SELECT count() FROM (SELECT toDate(at) AS day, sum(v) AS total FROM %1$s.raw GROUP BY day)"
                .formatted(database)
            + " AS old JOIN %1$s.daily AS found USING (day) WHERE old.total = found.total"
                .formatted(database));
  }
}
