package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCategory;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.plan.Visibility.Expiry;
import io.hindcast.core.sql.SqlText;
import io.hindcast.core.sql.SqlToken;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.warehouse.ColumnDescription;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lets the server compute which times of a range are past a table's TTLs. */
final class TtlInspector {
  private static final Pattern TIME =
      Pattern.compile("(LowCardinality\\(|Nullable\\()*(Date|DateTime)(32|64)?\\b.*");

  private static final String DEFINITION =
      """
      SELECT create_table_query AS definition, partition_key
      FROM system.tables WHERE database = {database:String} AND name = {table:String}
      """;

  /**
   * A TTL over one column is computed for 257 times of the range. Milliseconds; 0 where there is no
   * such time.
   */
  private static final String EXPIRIES =
      """
      SELECT toInt64(maxIf(at, expires <= now64(3))) AS expired,
        toInt64(minIf(toUnixTimestamp64Milli(expires), expires > now64(3))) AS next
      FROM (
        SELECT at, toDateTime64(%1$s, 3) AS expires
        FROM (
          SELECT {from:Int64} + intDiv({length:Int64} * toInt64(number), 256) AS at,
            CAST(fromUnixTimestamp64Milli(at) AS %2$s) AS %3$s
          FROM numbers(257)))
      """;

  private final JdbcSession session;
  private final ColumnReader columns;

  TtlInspector(JdbcSession session, ColumnReader columns) {
    this.session = session;
    this.columns = columns;
  }

  List<Expiry> of(TableName table, TimeRange range) {
    return session
        .query(
            "Reading the TTL of " + table,
            TableFilter.one(DEFINITION, table),
            row -> new Definition(row.getString("definition"), row.getString("partition_key")))
        .stream()
        .flatMap(definition ->
            TtlText.of(definition.text()).stream()
                .map(rule -> expiry(table, definition, rule, range)))
        .toList();
  }

  private record Definition(String text, String partitionKey) {}

  private Expiry expiry(
      TableName table, Definition definition, TtlText.Rule rule, TimeRange range) {
    Optional<ColumnDescription> time = time(table, rule.expression());
    Times times = time.flatMap(column -> times(table, rule, column, range)).orElse(Times.UNKNOWN);
    return new Expiry(
        table,
        rule.column(),
        rule.kind(),
        rule.rule(),
        times.known() ? time.map(ColumnDescription::name) : Optional.empty(),
        time.filter(column -> words(definition.partitionKey()).contains(column.name())).isPresent(),
        Optional.ofNullable(times.expired()),
        Optional.ofNullable(times.next()));
  }

  /** The only column that the expression names, if it is one of time. */
  private Optional<ColumnDescription> time(TableName table, String expression) {
    Set<String> words = words(expression);
    List<ColumnDescription> named =
        columns.of(table).stream().filter(column -> words.contains(column.name())).toList();
    return named.size() == 1 && TIME.matcher(named.getFirst().type()).matches()
        ? Optional.of(named.getFirst())
        : Optional.empty();
  }

  private static Set<String> words(String expression) {
    SqlText text = SqlText.of(expression);
    return text.tokens().stream()
        .filter(token ->
            token.kind() == SqlToken.Kind.WORD || token.kind() == SqlToken.Kind.QUOTED_IDENTIFIER)
        .map(text::nameOf)
        .collect(Collectors.toSet());
  }

  /** Empty when the server cannot compute it from times alone. */
  private Optional<Times> times(
      TableName table, TtlText.Rule rule, ColumnDescription column, TimeRange range) {
    Command command =
        Command.of(EXPIRIES, rule.expression(), column.type(), SqlName.of(column.name()))
            .bindRaw("from", Long.toString(range.from().toEpochMilli()))
            .bindRaw(
                "length", Long.toString(range.to().toEpochMilli() - range.from().toEpochMilli()));
    try {
      return session
          .query("Computing the TTL of " + table, ErrorCode.TRANSFORM_FAILED, command, Times::read)
          .stream()
          .findFirst();
    } catch (HindcastException e) {
      if (e.code().category() == ErrorCategory.USER) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** When rows have expired, and will. */
  private record Times(boolean known, @Nullable Instant expired, @Nullable Instant next) {
    static final Times UNKNOWN = new Times(false, null, null);

    static Times read(ResultSet row) throws SQLException {
      return new Times(true, instant(row.getLong("expired")), instant(row.getLong("next")));
    }

    private static @Nullable Instant instant(long millis) {
      return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }
  }
}
