package io.hindcast.systemtests.stack;

import java.util.List;

/**
 * A database of four days of ten sales each, and a daily table of them that is wrong by one. The
 * transform that puts it right can be made slow, so that there is a middle to be killed in.
 *
 * @param database name of the database, and of the spec
 */
public record Sales(String database) {
  private static final String SLOWLY = " AND sleepEachRow(0.25) = 0";

  /** Makes the tables anew. */
  public static Sales create(ClickHouse clickhouse, String database) {
    Sales sales = new Sales(database);
    clickhouse.script(
        """
        DROP DATABASE IF EXISTS %1$s SYNC;
        CREATE DATABASE %1$s;
        CREATE TABLE %1$s.raw (day Date, n Int64)
        ENGINE = MergeTree PARTITION BY day ORDER BY n;
        INSERT INTO %1$s.raw SELECT toDate('2021-03-01') + number %% 4, number FROM numbers(40);
        CREATE TABLE %1$s.daily (day Date, total Int64)
        ENGINE = MergeTree PARTITION BY day ORDER BY day;
        INSERT INTO %1$s.daily SELECT day, sum(n) + 1 FROM %1$s.raw GROUP BY day;
        """
            .formatted(database));
    return sales;
  }

  /** One task a day, of some milliseconds each, published at once. */
  public String spec() {
    return spec("", "", "auto");
  }

  /** The same, of those days alone that {@code scope.reprocess} picks with this word. */
  public String spec(String reprocess) {
    return spec()
        .replace("  execution:", "  scope: {reprocess: %s}\n  execution:".formatted(reprocess));
  }

  /** Of the first day alone, which fails. */
  public String failingSpec() {
    return spec()
        .replace("to: 2021-03-05}", "to: 2021-03-02}")
        .replace("sum(n) AS total", "sum(n) + throwIf(count() > 0) AS total");
  }

  /** One task a day, of some seconds each, published at once. */
  public String slowSpec() {
    return spec(SLOWLY, "", "auto");
  }

  /** Judging it takes some seconds. */
  public String slowlyJudgedSpec() {
    String check =
        "    - aggregate: {expression: sum(total + sleepEachRow(1)), against: live, tolerance: 10%}\n";
    return spec("", check, "auto");
  }

  /** Waits for an approval before it is published. */
  public String approvedSpec() {
    return spec("", "", "manual");
  }

  private String spec(String condition, String checks, String approval) {
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
          SELECT day, sum(n) AS total FROM %1$s.raw
          WHERE day >= {from:Date} AND day < {to:Date}%2$s
          GROUP BY day
      range: {from: 2021-03-01, to: 2021-03-05}
      execution: {parallelism: 3, rowsPerTask: 1}
      waves: [25%%, 100%%]
      checks:
        - unique: [day]
        - rowCount:
            equals: >
              SELECT uniqExact(day) FROM %1$s.raw WHERE day >= {from:Date} AND day < {to:Date}
    %3$s  swap: {approval: %4$s}
    """
        .formatted(database, condition, checks, approval);
  }

  /** The daily table as it has to be in the end. */
  public List<String> expected(ClickHouse clickhouse) {
    return clickhouse.rows(
        "SELECT day, sum(n) FROM %s.raw GROUP BY day ORDER BY day".formatted(database));
  }

  /** The daily table as it is. */
  public List<String> found(ClickHouse clickhouse) {
    return clickhouse.rows("SELECT * FROM %s.daily ORDER BY ALL".formatted(database));
  }
}
