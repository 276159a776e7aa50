package io.hindcast.systemtests.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;

/**
 * A database with so many days of ten rows each, and a daily table of them that is wrong by one.
 * Each day is a task of a fifth of a second.
 *
 * @param database name of the database, and of the spec
 */
public record Days(ClickHouse clickhouse, String database, int days) {
  private static final LocalDate FIRST = LocalDate.of(2021, 1, 1);

  /** Makes the tables anew. */
  public static Days create(ClickHouse clickhouse, String database, int days) {
    clickhouse.script(
        """
        DROP DATABASE IF EXISTS %1$s SYNC;
        CREATE DATABASE %1$s;
        CREATE TABLE %1$s.raw (day Date, n Int64)
        ENGINE = MergeTree PARTITION BY toYYYYMM(day) ORDER BY day;
        INSERT INTO %1$s.raw
        SELECT toDate('%2$s') + intDiv(number, 10), number FROM numbers(%3$d);
        CREATE TABLE %1$s.daily (day Date, total Int64)
        ENGINE = MergeTree PARTITION BY day ORDER BY day;
        INSERT INTO %1$s.daily SELECT day, sum(n) + 1 FROM %1$s.raw GROUP BY day
        SETTINGS max_partitions_per_insert_block = 0;
        CREATE TABLE %1$s.broken (day Date) ENGINE = MergeTree ORDER BY day;
        """
            .formatted(database, FIRST, 10L * days));
    return new Days(clickhouse, database, days);
  }

  /** A task a day, all in one wave, published at once. */
  public String spec(int parallelism) {
    return """
    apiVersion: hindcast/v1
    kind: Backfill
    metadata: {name: %1$s, owner: system-tests}
    spec:
      target: {table: %1$s.daily, key: [day]}
      source: {tables: [%1$s.raw]}
      transform:
        version: 2.0.0
        grain: 1d
        sql: |
          SELECT day,
            sum(n) + throwIf(day IN (SELECT day FROM %1$s.broken), 'This day is broken') AS total
          FROM %1$s.raw
          WHERE day >= {from:Date} AND day < {to:Date} AND sleepEachRow(0.02) = 0
          GROUP BY day
      range: {from: %2$s, to: %3$s}
      execution: {parallelism: %4$d, rowsPerTask: 1}
      waves: [100%%]
      checks:
        - unique: [day]
      swap: {approval: auto}
    """
        .formatted(database, FIRST, FIRST.plusDays(days), parallelism);
  }

  /** Makes the statement fail for a day. */
  public void breakDay(int index) {
    clickhouse.execute(
        "INSERT INTO %s.broken VALUES ('%s')".formatted(database, FIRST.plusDays(index)));
  }

  /** Makes it work again. */
  public void mend() {
    clickhouse.execute("TRUNCATE TABLE %s.broken".formatted(database));
  }

  /** Every day is there, once, with its right total. */
  public void assertRecomputed() {
    assertThat(clickhouse.rows("SELECT day, total FROM %s.daily ORDER BY ALL".formatted(database)))
        .hasSize(days)
        .isEqualTo(
            clickhouse.rows(
                "SELECT day, sum(n) FROM %s.raw GROUP BY day ORDER BY day".formatted(database)));
  }
}
