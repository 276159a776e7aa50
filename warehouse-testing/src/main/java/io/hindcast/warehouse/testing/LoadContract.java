package io.hindcast.warehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.pace.LoadSample;
import io.hindcast.core.pace.MinuteUsage;
import io.hindcast.core.pace.Usage;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.AttemptOrder;
import io.hindcast.warehouse.UsageProbe;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** How the load of the server and the usage of statements are told. */
interface LoadContract extends WarehouseFixture {
  String NEVER_THERE = "SELECT count() FROM system.databases WHERE name = 'never_there'";
  Duration PATIENCE = Duration.ofSeconds(20);

  /** Runs a statement as somebody else's client would. */
  void asSomebodyElse(String sql);

  @Test
  default void tellsTheLatencyOfOthersQueriesAndNotOfItsOwn() {
    asSomebodyElse("SELECT sleep(0.3)");

    LoadSample.Queries queries =
        Awaitility.await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(100))
            .until(
                () -> warehouse().load(Duration.ofSeconds(60), List.of()).queries(),
                found -> found.flatMap(LoadSample.Queries::latency).isPresent())
            .orElseThrow();

    assertThat(queries.latency().orElseThrow().p99()).isGreaterThan(250);
    assertThat(queries.latency().orElseThrow().at(50)).isPositive();
    assertThat(queries.overloaded()).isLessThanOrEqualTo(queries.ended());
  }

  @Test
  default void tellsWhatTheServerHasLeft() {
    LoadSample sample = warehouse().load(Duration.ofSeconds(1), List.of());

    assertThat(sample.diskFreeShare().orElseThrow()).isBetween(0.0, 1.0);
    assertThat(sample.runningQueries()).isPresent();
    assertThat(sample.merges()).isPresent();
    assertThat(sample.mergeBytes()).isPresent();
    sample.memoryShare().ifPresent(share -> assertThat(share).isBetween(0.0, 2.0));
  }

  @Test
  default void countsPartsAndMutationsOfTheTablesAskedFor() {
    TableName table = events("loaded");
    execute("SYSTEM STOP MERGES " + table);
    fill(table, 0, 4, 2);
    fill(table, 4, 4, 2);
    fill(table, 8, 1, 1);
    execute(
        "ALTER TABLE %s UPDATE amount = 1 WHERE id = 1 SETTINGS mutations_sync = 0"
            .formatted(table));

    LoadSample sample = warehouse().load(Duration.ofSeconds(1), List.of(table));

    assertThat(sample.tables()).containsOnlyKeys(table);
    assertThat(sample.tables().get(table)).isEqualTo(new LoadSample.TableLoad(3, 1));
  }

  @Test
  default void tellsLatenciesOfTimesWithoutAttempts() {
    asSomebodyElse("SELECT 1");

    Optional<LoadSample.Latencies> idle =
        Awaitility.await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(100))
            .until(() -> warehouse().idleLatencies(Duration.ofSeconds(60)), Optional::isPresent);

    assertThat(idle.orElseThrow().queries()).isPositive();
  }

  @Test
  default void asksQueriesOfSpecsWithoutLettingThemWrite() {
    assertThat(warehouse().ask("SELECT 3 + 4", Duration.ofSeconds(2))).isEqualTo(7);
    assertFails(
        ErrorCode.TRANSFORM_FAILED,
        "one row",
        () -> warehouse().ask("SELECT 1 WHERE 0", Duration.ofSeconds(2)));
    assertFails(
        ErrorCode.TABLE_UNKNOWN,
        "The throttle query",
        () -> warehouse().ask("SELECT count() FROM missing_table", Duration.ofSeconds(2)));
    Assertions.assertThatThrownBy(
            () -> warehouse().ask("CREATE DATABASE never_there", Duration.ofSeconds(2)))
        .isInstanceOf(HindcastException.class);
    assertThat(warehouse().ask(NEVER_THERE, Duration.ofSeconds(2))).isZero();
  }

  @Test
  default void sumsUpWhatStatementsUsedFailedOnesIncluded() {
    TableName target = events("used_target");
    TableName source = events("used_source");
    fill(source, 0, 50, 5);
    Instant since = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    AttemptOrder good = order(target, AttemptContract.COPY.formatted(source));
    warehouse().run(good);
    AttemptOrder bad =
        order(
            target,
            "SELECT toDate('2001-01-01') AS day, throwIf(number = 90000) AS id, '' AS name,"
                + " NULL AS amount FROM numbers(100000)");
    assertFails(ErrorCode.TRANSFORM_FAILED, "", () -> warehouse().run(bad));

    assertThat(usedBy(good.queryId(), since).rows()).isGreaterThanOrEqualTo(30);
    Usage failed = usedBy(bad.queryId(), since);
    assertThat(failed.rows()).isPositive();
    assertThat(failed.bytes()).isPositive();
    assertThat(failed.cpuMicros()).isPositive();
  }

  private Usage usedBy(String queryId, Instant since) {
    UsageProbe.Report report =
        Awaitility.await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(100))
            .until(
                () -> warehouse().usage(queryId, since),
                found -> found.filter(it -> !it.ended().isEmpty()).isPresent())
            .orElseThrow();
    assertThat(report.running()).isEqualTo(Usage.NONE);
    assertThat(report.ended()).allMatch(minute -> !minute.minute().isBefore(since));
    return report.ended().stream().map(MinuteUsage::usage).reduce(Usage.NONE, Usage::plus);
  }
}
