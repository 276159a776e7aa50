package io.hindcast.demo.scenario;

import io.hindcast.localstack.download.Cache;
import io.hindcast.localstack.download.NpmPackage;
import io.hindcast.localstack.prerequisite.Environment;
import java.nio.file.Path;
import java.util.List;

/**
 * The flights of the first half of 2001 in the United States, and what version 1.0.0 of the
 * transform made of them.
 */
final class FlightTables {
  /** First day of the range. */
  static final String FROM = "2001-01-01";

  /** First day after the range. */
  static final String TO = "2001-07-01";

  static final long FLIGHTS = 2_999_994;
  static final long ROUTE_DAYS = 570_836;
  static final long DAYS = 181;

  private static final NpmPackage FILE =
      new NpmPackage(
          "vega-datasets@3.2.1",
          "package/data/flights-3m.parquet",
          "dbeb920c90f59b6ccaff823dcc3d08f25a97fa1ce128d93f40be4e931f5900b0");

  private static final List<String> TABLES =
      List.of(
          "DROP DATABASE IF EXISTS flights SYNC",
          "CREATE DATABASE flights",
          """
          CREATE TABLE flights.raw (date DateTime64(6, 'UTC'), delay Int32, distance Int32,
              origin LowCardinality(String), destination LowCardinality(String))
          ENGINE = MergeTree PARTITION BY toYYYYMM(date) ORDER BY (date, origin, destination)
          """,
          """
          CREATE TABLE flights.route_daily (day Date, origin LowCardinality(String),
              destination LowCardinality(String), flights UInt64, delayed UInt64,
              avg_delay Float64)
          ENGINE = MergeTree PARTITION BY toYYYYMMDD(day) ORDER BY (day, origin, destination)
          """);

  /** The file has six flights of the day after the range. */
  private static final String LOAD =
      """
      INSERT INTO flights.raw
      SELECT date, delay, distance, origin, destination
      FROM input('date DateTime64(6), delay Int32, distance Int32, origin String, destination String')
      WHERE date < toDateTime64('2001-07-01', 6, 'UTC') FORMAT Parquet
      """;

  /** Early arrivals count as negative minutes: the bug. */
  private static final String WITH_THE_BUG = transform("avg(delay)");

  /** What the spec's transform gives for the whole range. */
  private static final String FIXED = transform("avg(greatest(delay, 0))");

  private final ClickHouse clickhouse;

  FlightTables(ClickHouse clickhouse) {
    this.clickhouse = clickhouse;
  }

  /** Counts after loading. */
  record Loaded(long flights, long routeDays, long days, long withNegativeDelay) {
    /** Whether these are the flights that the report speaks of, the bug in every day of them. */
    boolean asExpected() {
      return flights == FLIGHTS && routeDays == ROUTE_DAYS && days == DAYS;
    }
  }

  /** The data file, downloaded once per user and verified. */
  static Path file() {
    Environment environment = Environment.system();
    return Cache.of(environment)
        .entry("vega-datasets-3.2.1/flights-3m.parquet", entry -> FILE.fetch(environment, entry));
  }

  /** Creates both tables anew and fills them, the second with the bug. */
  Loaded load(Path file) {
    TABLES.forEach(clickhouse::execute);
    clickhouse.load(LOAD, file);
    clickhouse.execute(insertAtOnce("flights.route_daily", WITH_THE_BUG));
    List<String> counts =
        clickhouse.row(
            """
            SELECT (SELECT count() FROM flights.raw), count(), uniqExact(day),
                uniqExactIf(day, avg_delay < 0)
            FROM flights.route_daily
            """);
    return new Loaded(number(counts, 0), number(counts, 1), number(counts, 2), number(counts, 3));
  }

  /** Runs the fixed transform once, as one statement into an empty table, without Hindcast. */
  void runBare() {
    clickhouse.execute("DROP TABLE IF EXISTS flights.bare SYNC");
    clickhouse.execute("CREATE TABLE flights.bare AS flights.route_daily");
    clickhouse.execute(insertAtOnce("flights.bare", FIXED));
  }

  /** Drops what {@link #runBare} made. */
  void dropBare() {
    clickhouse.execute("DROP TABLE IF EXISTS flights.bare SYNC");
  }

  /** Flights of the range in the source. */
  long flightsInRange() {
    return clickhouse.number(
        """
        SELECT count() FROM flights.raw
        WHERE date >= toDateTime64('%s', 6, 'UTC') AND date < toDateTime64('%s', 6, 'UTC')
        """
            .formatted(FROM, TO));
  }

  /** How the published rows differ from a fresh run over the flights as they are now. */
  Differences differences() {
    List<String> counts =
        clickhouse.row(
            """
            SELECT sumIf(-n, n < 0), sumIf(n, n > 0) FROM (
                SELECT sum(sign) AS n FROM (
                    SELECT day, origin, destination, flights, delayed, avg_delay, 1 AS sign
                    FROM flights.route_daily WHERE day >= '%s' AND day < '%s'
                    UNION ALL
                    SELECT day, origin, destination, flights, delayed, avg_delay, -1 FROM (%s)
                ) GROUP BY day, origin, destination, flights, delayed, avg_delay)
            """
                .formatted(FROM, TO, FIXED));
    return new Differences(number(counts, 0), number(counts, 1));
  }

  /**
   * Rows that two tables do not share.
   *
   * @param missing rows of the fresh run that are not published
   * @param surplus published rows that a fresh run does not give, or gives less often
   */
  record Differences(long missing, long surplus) {}

  /** One statement over all partitions is more than the server allows unless asked to. */
  private static String insertAtOnce(String table, String select) {
    return "INSERT INTO %s %s SETTINGS max_partitions_per_insert_block = 0"
        .formatted(table, select);
  }

  private static String transform(String average) {
    return """
    SELECT toDate(date) AS day, origin, destination, count() AS flights,
        countIf(delay > 15) AS delayed, %s AS avg_delay
    FROM flights.raw
    WHERE date >= toDateTime64('%s', 6, 'UTC') AND date < toDateTime64('%s', 6, 'UTC')
    GROUP BY day, origin, destination
    """
        .formatted(average, FROM, TO);
  }

  private static long number(List<String> row, int column) {
    return Long.parseLong(row.get(column));
  }
}
