package io.hindcast.warehouse.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.plan.Inquiry;
import io.hindcast.core.plan.KeyColumn;
import io.hindcast.core.spec.AffectedKeys;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import io.hindcast.warehouse.Lookout;
import io.hindcast.warehouse.RangeBinding;
import io.hindcast.warehouse.SurveyLimits;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Plans that ask for a lot, on a server to which each client keeps two connections only. */
class SurveyIT {
  private static final int CONNECTIONS = 2;
  private static final TableName TARGET = new TableName("surveyed", "target");
  private static final TableName COPY = new BackfillNames(new UUID(0, 1), "hindcast").shadow(0);
  private static final SurveyLimits HOUR = SurveyLimits.of(Duration.ofHours(1));
  private static final RangeBinding DAY =
      RangeBinding.utc(
          new TimeRange(
              Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2024-01-02T00:00:00Z")));

  /** A block for each part, of which each sleeps for itself. */
  private static final AffectedKeys SLOW_KEYS =
      new AffectedKeys.Query(null, "SELECT toUInt32(id + sleepEachRow(2)) FROM surveyed.slow");

  private static final String SLOW_STATEMENT =
      "SELECT (SELECT sum(id + sleepEachRow(2)) FROM surveyed.slow) AS id";

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
            "DROP DATABASE IF EXISTS surveyed SYNC",
            "CREATE DATABASE surveyed",
            "CREATE TABLE surveyed.target (day Date, id UInt32) ENGINE = MergeTree"
                + " PARTITION BY (day, id) ORDER BY id",
            "INSERT INTO surveyed.target VALUES ('2024-01-01', 1)",
            "CREATE TABLE surveyed.slow (id UInt32) ENGINE = MergeTree PARTITION BY id ORDER BY id",
            "INSERT INTO surveyed.slow SELECT number FROM numbers(90)")) {
      beside.execute("Test", Command.of(sql));
    }
    warehouse = new ClickHouseWarehouse(config.withConnectionsMax(CONNECTIONS));
  }

  @AfterAll
  static void disconnect() {
    warehouse.close();
    beside.execute("Test", Command.of("DROP DATABASE surveyed SYNC"));
    beside.close();
  }

  @Test
  void refusesWhatTakesLongerThanAStatementOfAPlanMay() {
    Lookout lookout =
        warehouse.surveying(new SurveyLimits(Duration.ofSeconds(1), Duration.ofMinutes(1)));

    assertTooLong(() -> keys(lookout), "target.keys", "a statement of a plan may take 1 s");
    assertTooLong(() -> columns(lookout), "Describing the query", "may take 1 s");
    assertThat(lookout.describe(TARGET)).isPresent();
  }

  @Test
  void refusesWhatTakesLongerTogetherThanAPlanMay() {
    Lookout lookout =
        warehouse.surveying(new SurveyLimits(Duration.ofMinutes(1), Duration.ofSeconds(2)));

    assertTooLong(() -> keys(lookout), "may take 2 s together");
    assertTooLong(() -> lookout.describe(TARGET), "Describing surveyed.target", "together");
  }

  @Test
  void killsWhatNobodyWaitsForAnyMore() throws InterruptedException {
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    Thread caller =
        Thread.ofPlatform()
            .start(() -> {
              try {
                keys(warehouse.surveying(HOUR));
                ended.complete(new AssertionError("Nothing was given up"));
              } catch (HindcastException e) {
                ended.complete(e);
              }
            });
    awaitRunning(1);

    caller.interrupt();
    caller.join();

    assertThat(ended.join())
        .isInstanceOfSatisfying(
            HindcastException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.QUERY_KILLED));
    awaitRunning(0);
  }

  @Test
  void keepsNobodyElseWaiting() throws InterruptedException {
    List<Thread> plans = new ArrayList<>();
    for (int i = 0; i <= CONNECTIONS; i++) {
      plans.add(Thread.startVirtualThread(SurveyIT::slowly));
    }
    awaitRunning(CONNECTIONS);

    warehouse.createLike(COPY, TARGET);
    warehouse.promote(TARGET, COPY, List.of("20240101-1"));
    assertThat(warehouse.partitions(COPY, ZoneOffset.UTC)).hasSize(1);
    warehouse.drop(warehouse.own(COPY));
    assertThat(warehouse.scalar("SELECT 7", DAY)).isEqualTo(7);
    assertThat(warehouse.ask("SELECT 7", Duration.ofSeconds(2))).isEqualTo(7);
    assertThat(warehouse.runningQueries(SurveyRunner.PREFIX))
        .as("plans that ran all the time")
        .isEqualTo(CONNECTIONS);

    plans.forEach(Thread::interrupt);
    for (Thread plan : plans) {
      plan.join();
    }
    awaitRunning(0);
  }

  /** A right is asked for as who would use it, not as who only reads. */
  @Test
  void saysWhatTheWarehouseItselfSays() {
    Inquiry inquiry =
        new Inquiry(
            List.of(TARGET),
            List.of(
                new Inquiry.Need(
                    List.of("INSERT", "ALTER"), Optional.of("surveyed"), Optional.empty())),
            List.of("max_threads", "readonly", "max_treads"));

    assertThat(warehouse.surveying(HOUR).conditions(inquiry))
        .isEqualTo(warehouse.conditions(inquiry))
        .satisfies(conditions -> assertThat(conditions.missingGrants()).isEmpty());
  }

  @Test
  void asksWithoutARightToChangeAnything() {
    Lookout lookout = warehouse.surveying(HOUR);
    String changes = "SELECT * FROM executable('touch', TSV, 'id UInt32')";

    assertThatThrownBy(() -> ((ClickHouseWarehouse) lookout).createLike(COPY, TARGET))
        .hasMessageContaining("READONLY");
    assertThatThrownBy(
            () -> lookout.describeQuery(changes + " SETTINGS readonly = 0", DAY, Map.of()))
        .isInstanceOf(HindcastException.class);
  }

  private static void slowly() {
    try {
      keys(warehouse.surveying(HOUR));
    } catch (HindcastException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.QUERY_KILLED);
    }
  }

  private static void keys(Lookout lookout) {
    List<List<String>> unused =
        lookout.keyValues(TARGET, new KeyColumn("id", List.of("id")), SLOW_KEYS, DAY);
  }

  private static void columns(Lookout lookout) {
    var unused = lookout.describeQuery(SLOW_STATEMENT, DAY, Map.of());
  }

  private static void assertTooLong(Runnable asking, String... words) {
    assertThatThrownBy(asking::run)
        .isInstanceOfSatisfying(
            HindcastException.class,
            e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(ErrorCode.SURVEY_TOO_LONG))
        .hasMessageContainingAll(words)
        .hasMessageContaining("planner.survey.statement-max");
  }

  private static void awaitRunning(int expected) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                beside
                    .query(
                        "Counting plans",
                        Command.of(
                            "SELECT count() FROM system.processes"
                                + " WHERE startsWith(query_id, 'hindcast-plan-')"
                                + " AND query LIKE '%sleepEachRow%'"),
                        row -> row.getInt(1))
                    .getFirst(),
            found -> found == expected);
  }
}
