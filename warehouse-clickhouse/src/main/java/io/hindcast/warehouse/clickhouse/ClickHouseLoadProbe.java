package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.pace.LoadSample;
import io.hindcast.core.pace.MinuteUsage;
import io.hindcast.core.pace.Usage;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.LoadProbe;
import io.hindcast.warehouse.UsageProbe;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Answers from the system tables and from the last seconds of the query log. */
final class ClickHouseLoadProbe implements LoadProbe, UsageProbe {
  /**
   * Not ours: neither an attempt nor one of the statements around it, whose client says so. Parts
   * of distributed queries count with the query that they belong to.
   */
  private static final String OTHERS =
      """
      is_initial_query AND NOT startsWith(query_id, 'hindcast-')
        AND NOT startsWith(http_user_agent, 'hindcast')\
      """;

  /** Lack of disk, time, slots, parts and memory; what else fails is its author's mistake. */
  private static final String OVERLOADED = "exception_code IN (159, 160, 202, 241, 243, 252, 745)";

  private static final String MILLIS =
      """
      dateDiff('microsecond', query_start_time_microseconds, event_time_microseconds) / 1000\
      """;

  private static final String LATENCIES =
      """
      countIf(type = 'QueryFinish' AND query_kind = 'Select') AS selects,
      quantilesIf(0.5, 0.9, 0.95, 0.99)(%s, type = 'QueryFinish' AND query_kind = 'Select')
        AS latencies\
      """
          .formatted(MILLIS);

  private static final String QUERIES =
      """
      SELECT count() AS ended, countIf(%s) AS overloaded, %s,
        latencies[1] AS p50, latencies[2] AS p90, latencies[3] AS p95, latencies[4] AS p99
      FROM system.query_log
      WHERE event_date >= toDate(now() - {seconds:UInt32})
        AND event_time >= now() - {seconds:UInt32} AND type != 'QueryStart' AND %s
      """
          .formatted(OVERLOADED, LATENCIES, OTHERS);

  /** Spans of at most some hundred attempts are looked at for each query. */
  private static final String IDLE =
      """
      WITH (
        SELECT groupArray((began, ended)) FROM (SELECT * FROM (
          SELECT query_start_time_microseconds AS began, event_time_microseconds AS ended
          FROM system.query_log
          WHERE event_date >= toDate(now() - {seconds:UInt32})
            AND event_time >= now() - {seconds:UInt32} AND type != 'QueryStart'
            AND startsWith(query_id, 'hindcast-')
          UNION ALL
          SELECT now64(6) - INTERVAL toUInt64(elapsed * 1e6) MICROSECOND AS began,
            now64(6) AS ended
          FROM system.processes WHERE startsWith(query_id, 'hindcast-')
        ) ORDER BY ended DESC LIMIT 200)
      ) AS ours
      SELECT %s, latencies[1] AS p50, latencies[2] AS p90, latencies[3] AS p95,
        latencies[4] AS p99
      FROM system.query_log
      WHERE event_date >= toDate(now() - {seconds:UInt32})
        AND event_time >= now() - {seconds:UInt32} AND type = 'QueryFinish' AND %s
        AND NOT arrayExists(
          span -> query_start_time_microseconds < span.2 AND event_time_microseconds > span.1, ours)
        AND (length(ours) < 200 OR event_time_microseconds > ours[-1].2)
      """
          .formatted(LATENCIES, OTHERS);

  private static final String SERVER =
      """
      SELECT
        (SELECT count() FROM system.processes WHERE %s) AS running,
        (SELECT count() FROM system.merges) AS merges,
        (SELECT sum(total_size_bytes_compressed) FROM system.merges) AS merge_bytes,
        (SELECT value FROM system.metrics WHERE metric = 'MemoryTracking') AS memory,
        (SELECT toUInt64OrZero(value) FROM system.server_settings
          WHERE name = 'max_server_memory_usage') AS memory_max,
        (SELECT min(unreserved_space / total_space) FROM system.disks WHERE total_space > 0)
          AS disk_free
      """
          .formatted(OTHERS);

  private static final String TABLE =
      """
      SELECT
        (SELECT max(parts) FROM (
          SELECT count() AS parts FROM system.parts
          WHERE active AND database = {database:String} AND table = {table:String}
          GROUP BY partition_id)) AS parts_max,
        (SELECT count() FROM system.mutations
          WHERE database = {database:String} AND table = {table:String} AND NOT is_done)
          AS mutations
      """;

  private static final String USED =
      """
      sum(read_rows) AS rows, sum(read_bytes) AS bytes,
        sum(greatest(ProfileEvents['OSCPUVirtualTimeMicroseconds'],
          ProfileEvents['UserTimeMicroseconds'] + ProfileEvents['SystemTimeMicroseconds'])) AS micros\
      """;

  private static final String ENDED =
      """
      SELECT toUnixTimestamp(toStartOfMinute(event_time)) AS minute, %s
      FROM system.query_log
      WHERE event_date >= toDate(fromUnixTimestamp({since:Int64}))
        AND event_time >= fromUnixTimestamp({since:Int64}) AND type != 'QueryStart'
        AND is_initial_query AND startsWith(query_id, {prefix:String})
      GROUP BY minute ORDER BY minute
      """
          .formatted(USED);

  private static final String RUNNING =
      """
      SELECT %s FROM system.processes
      WHERE is_initial_query AND startsWith(query_id, {prefix:String})
      """
          .formatted(USED);

  private final JdbcSession session;
  private final JdbcSession reading;

  /**
   * @param reading for what users want to be asked
   */
  ClickHouseLoadProbe(JdbcSession session, JdbcSession reading) {
    this.session = session;
    this.reading = reading;
  }

  @Override
  public LoadSample load(Duration back, Collection<TableName> tables) {
    Map<TableName, LoadSample.TableLoad> loads = new HashMap<>();
    for (TableName table : tables) {
      readable(() -> one("Counting parts of " + table, TableFilter.one(TABLE, table), this::table))
          .ifPresent(load -> loads.put(table, load));
    }
    LoadSample server =
        readable(() -> one("Measuring the server", Command.of(SERVER), this::server))
            .orElse(LoadSample.EMPTY);
    return new LoadSample(
        readable(() -> one("Reading the query log", logged(QUERIES, back), this::queries)),
        server.runningQueries(),
        server.merges(),
        server.mergeBytes(),
        server.memoryShare(),
        server.diskFreeShare(),
        loads);
  }

  @Override
  public Optional<LoadSample.Latencies> idleLatencies(Duration back) {
    return readable(
            () -> one("Reading the query log for idle times", logged(IDLE, back), this::latencies))
        .flatMap(found -> found);
  }

  @Override
  public double ask(String sql, Duration max) {
    List<Double> answers =
        reading.question(
            "The throttle query",
            ErrorCode.TRANSFORM_FAILED,
            Command.of(UserSql.scan(sql).body())
                .with("max_execution_time", Long.toString(Math.max(1, max.toSeconds()))),
            row -> row.getDouble(1));
    if (answers.size() != 1) {
      throw new HindcastException(
          ErrorCode.TRANSFORM_FAILED,
          "Expected one row of one number from the throttle query, found %d rows"
              .formatted(answers.size()));
    }
    return answers.getFirst();
  }

  @Override
  public Optional<Report> usage(String queryIdPrefix, Instant since) {
    return readable(() -> {
      // What runs first: a statement that ends in between is counted twice rather than never.
      Usage running = one("Reading usage", used(RUNNING, queryIdPrefix, since), this::used);
      List<MinuteUsage> ended =
          session.query(
              "Reading usage from the query log",
              used(ENDED, queryIdPrefix, since),
              row -> new MinuteUsage(Instant.ofEpochSecond(row.getLong("minute")), used(row)));
      return new Report(ended, running);
    });
  }

  private static Command logged(String sql, Duration back) {
    return Command.of(sql).bindRaw("seconds", Long.toString(back.toSeconds()));
  }

  private static Command used(String sql, String prefix, Instant since) {
    return Command.of(sql)
        .bind("prefix", prefix)
        .bindRaw("since", Long.toString(since.getEpochSecond()));
  }

  private <T> T one(String doing, Command command, RowReader<T> reader) {
    return session.query(doing, command, reader).getFirst();
  }

  /** Empty where there is no such table, or it is not for this user. */
  private static <T> Optional<T> readable(Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (HindcastException e) {
      if (e.code() == ErrorCode.TABLE_UNKNOWN || e.code() == ErrorCode.PERMISSION_DENIED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private LoadSample.Queries queries(ResultSet row) throws SQLException {
    return new LoadSample.Queries(row.getLong("ended"), row.getLong("overloaded"), latencies(row));
  }

  private Optional<LoadSample.Latencies> latencies(ResultSet row) throws SQLException {
    long selects = row.getLong("selects");
    return selects == 0
        ? Optional.empty()
        : Optional.of(
            new LoadSample.Latencies(
                selects,
                row.getDouble("p50"),
                row.getDouble("p90"),
                row.getDouble("p95"),
                row.getDouble("p99")));
  }

  private LoadSample server(ResultSet row) throws SQLException {
    long memoryMax = row.getLong("memory_max");
    return new LoadSample(
        Optional.empty(),
        OptionalLong.of(row.getLong("running")),
        OptionalLong.of(row.getLong("merges")),
        OptionalLong.of(row.getLong("merge_bytes")),
        memoryMax > 0
            ? OptionalDouble.of(Math.max(0, row.getDouble("memory")) / memoryMax)
            : OptionalDouble.empty(),
        OptionalDouble.of(row.getDouble("disk_free")),
        Map.of());
  }

  private LoadSample.TableLoad table(ResultSet row) throws SQLException {
    return new LoadSample.TableLoad(row.getLong("parts_max"), row.getLong("mutations"));
  }

  private Usage used(ResultSet row) throws SQLException {
    return new Usage(row.getLong("rows"), row.getLong("bytes"), row.getLong("micros"));
  }
}
