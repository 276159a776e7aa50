package io.hindcast.warehouse.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.plan.KeyColumn;
import io.hindcast.core.spec.AffectedKeys;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import io.hindcast.warehouse.RangeBinding;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users' questions whose failures would show what they may read. */
class OracleIT {
  private static final String SECRET = "gEheim42";
  private static final TableName TARGET = new TableName("oracle", "target");
  private static final RangeBinding DAY =
      RangeBinding.utc(
          new TimeRange(
              Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2024-01-02T00:00:00Z")));

  private static JdbcSession beside;
  private static ClickHouseWarehouse warehouse;

  @BeforeAll
  static void connect() {
    LocalClickHouse server = SharedServers.clickhouse();
    ClickHouseConfig config =
        ClickHouseConfig.of(URI.create(server.url()), server.user(), server.password());
    beside = new JdbcSession(config);
    for (String sql :
        List.of(
            "DROP DATABASE IF EXISTS oracle SYNC",
            "CREATE DATABASE oracle",
            "CREATE TABLE oracle.target (day Date, id UInt32, word String) ENGINE = MergeTree"
                + " PARTITION BY (day, id) ORDER BY id",
            "INSERT INTO oracle.target VALUES ('2024-01-01', 1, '%s')".formatted(SECRET),
            "CREATE TABLE oracle.safe (word String) ENGINE = MergeTree ORDER BY word",
            "INSERT INTO oracle.safe VALUES ('%s')".formatted(SECRET))) {
      beside.execute("Test", Command.of(sql));
    }
    warehouse = new ClickHouseWarehouse(config);
  }

  @AfterAll
  static void disconnect() {
    warehouse.close();
    beside.execute("Test", Command.of("DROP DATABASE oracle SYNC"));
    beside.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT throwIf(1, (SELECT any(word) FROM oracle.safe))",
        "SELECT CAST((SELECT any(word) FROM oracle.safe) AS UInt32)",
        "SELECT toUInt32(word) FROM oracle.safe",
        "SELECT throwIf(word != '', concat('x', '(SECRET)')) FROM oracle.safe",
        "SELECT word FROM oracle.safe",
        "SELECT toDateTime(word) FROM oracle.safe",
        "SELECT dictGet((SELECT any(word) FROM oracle.safe), 'a', 1)"
      })
  void tellNothingOfIt(String sql) {
    assertSilent(ErrorCode.CHECK_FAILED, () -> warehouse.scalar(sql, DAY));
    assertSilent(
        ErrorCode.SPEC_INVALID,
        () ->
            warehouse.keyValues(
                TARGET,
                new KeyColumn("id", List.of("id")),
                new AffectedKeys.Query(null, sql),
                DAY));
    assertSilent(ErrorCode.TRANSFORM_FAILED, () -> warehouse.ask(sql, Duration.ofSeconds(2)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"throwIf(1, any(word))", "CAST(any(word) AS UInt32)", "sum(toInt8(word))"})
  void neitherDoExpressions(String expression) {
    assertSilent(
        ErrorCode.CHECK_FAILED,
        () -> warehouse.aggregates(TARGET, List.of("20240101-1"), List.of(expression)));
  }

  @Test
  void tellWhatIsWrongWithThemByNameAndNumber() {
    assertThatThrownBy(() -> warehouse.scalar("SELECT nowhere FROM oracle.safe", DAY))
        .hasMessageContainingAll(
            "The check's query failed: UNKNOWN_IDENTIFIER (ClickHouse code 47)",
            "run the query yourself");
    assertThatThrownBy(
            () -> warehouse.scalar("SELECT count() FROM url('http://127.0.0.1:1/')", DAY))
        .hasMessageContaining("ClickHouse code");
  }

  private static void assertSilent(ErrorCode code, Runnable asking) {
    assertThatThrownBy(asking::run)
        .isInstanceOfSatisfying(
            HindcastException.class,
            e -> {
              assertThat(e.getMessage()).doesNotContain(SECRET, "SECRET");
              assertThat(String.valueOf(e.getCause())).doesNotContain(SECRET, "SECRET");
              assertThat(e.code()).isEqualTo(code);
            });
  }
}
