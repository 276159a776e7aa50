package io.hindcast.validator.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hindcast.core.check.CheckOutcome;
import io.hindcast.core.check.CheckResult;
import io.hindcast.core.check.Judgement;
import io.hindcast.core.check.JudgementOutcome;
import io.hindcast.core.check.ValidationOrder;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.pin.PartitionPin;
import io.hindcast.validator.Routes;
import io.hindcast.warehouse.PartitionContent;
import io.hindcast.warehouse.Warehouse;
import io.hindcast.warehouse.clickhouse.ClickHouseConfig;
import io.hindcast.warehouse.clickhouse.ClickHouseWarehouse;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WarehouseJudgeIT {
  private final Routes routes = new Routes();
  private final WarehouseJudge judge = new WarehouseJudge(routes.warehouse());

  @AfterEach
  void drop() {
    routes.close();
  }

  @Test
  void passesWhatIsRight() {
    Judgement judgement = judge(Routes.CHECKS, 0, 6);

    assertThat(judgement.checks())
        .extracting(CheckResult::outcome)
        .containsOnly(CheckOutcome.PASSED);
    assertThat(judgement.checks())
        .extracting(CheckResult::name)
        .containsExactly(
            "rowCount",
            "unique(day, route)",
            "notNull(day, route)",
            "nullRate(delay)",
            "aggregate(sum(flights))",
            "range(delay)",
            "partitions present",
            "partitions owned",
            "rows of their partitions' time",
            "live keys yielded");
    assertThat(judgement.outcome()).isEqualTo(JudgementOutcome.PASSED);
  }

  @Test
  void pinsBothSidesOfEachOwnedPartition() {
    Judgement judgement = judge(Routes.CHECKS, 1, 3);

    assertThat(judgement.pins())
        .extracting(PartitionPin::partitionId)
        .containsExactly("20010102", "20010103");
    assertThat(judgement.pins())
        .allSatisfy(pin -> {
          assertThat(pin.rows()).isEqualTo(3);
          assertThat(pin.liveRows()).isEqualTo(3);
          assertThat(pin.checksum()).isEqualTo(pin.liveChecksum()).hasSize(16);
          assertThat(pin.partsHash()).isNotEmpty();
        });
  }

  @Test
  void countsRowsAndFindsTheTask() {
    routes.sql("INSERT INTO %DB%.shadow VALUES ('2001-01-05', 'd', 1, 1)");

    CheckResult count = result(judge(Routes.CHECKS, 0, 6), "rowCount");

    assertThat(count.outcome()).isEqualTo(CheckOutcome.FAILED);
    assertThat(count.expected())
        .isEqualTo("3 rows in [2001-01-05T00:00:00Z, 2001-01-06T00:00:00Z)");
    assertThat(count.actual()).isEqualTo("4 rows");
    assertThat(count.partitions()).containsExactly("20010105");
  }

  @Test
  void findsRepeatedKeys() {
    routes.sql("INSERT INTO %DB%.shadow SELECT * FROM %DB%.shadow WHERE day = '2001-01-02'");

    CheckResult unique = result(judge("- unique: [day, route]", 0, 6), "unique(day, route)");

    assertThat(unique.actual()).isEqualTo("3 repeated keys");
    assertThat(unique.partitions()).containsExactly("20010102");
  }

  @Test
  void findsKeysRepeatedInOtherPartitions() {
    CheckResult unique = result(judge("- unique: [route]", 0, 6), "unique(route)");

    assertThat(unique.outcome()).isEqualTo(CheckOutcome.FAILED);
    assertThat(unique.actual()).isEqualTo("15 repeated keys");
  }

  @Test
  void countsNullsAndNans() {
    routes.sql(
        "INSERT INTO %DB%.shadow VALUES ('2001-01-02', 'x', 1, NULL), ('2001-01-02', 'y', 1, nan)");

    Judgement judgement = judge("- notNull: [delay]\n- nullRate: {column: delay, max: 5%}", 0, 6);

    CheckResult notNull = result(judgement, "notNull(delay)");
    assertThat(notNull.actual()).isEqualTo("2 nulls in delay");
    assertThat(notNull.partitions()).containsExactly("20010102");
    CheckResult rate = result(judgement, "nullRate(delay)");
    assertThat(rate.actual()).isEqualTo("10.00% (2 of 20 rows)");
    assertThat(rate.outcome()).isEqualTo(CheckOutcome.FAILED);
  }

  @Test
  void comparesAggregatesWithTheLiveTable() {
    routes.sql("INSERT INTO %DB%.shadow VALUES ('2001-01-03', 'x', 100, 1)");

    CheckResult aggregate =
        result(
            judge("- aggregate: {expression: sum(flights), against: live, tolerance: 0.1%}", 0, 6),
            "aggregate(sum(flights))");

    assertThat(aggregate.expected()).isEqualTo("144 (live) within 0.1%");
    assertThat(aggregate.actual()).isEqualTo("244");
    assertThat(aggregate.partitions()).containsExactly("20010103");
  }

  @Test
  void skipsAggregatesWhereTheLiveTableIsEmpty() {
    routes.sql("TRUNCATE TABLE %DB%.daily");

    Judgement judgement = judge(Routes.CHECKS, 0, 6);

    assertThat(result(judgement, "aggregate(sum(flights))").outcome())
        .isEqualTo(CheckOutcome.SKIPPED);
    assertThat(judgement.outcome()).isEqualTo(JudgementOutcome.PASSED);
  }

  @Test
  void findsValuesOutOfBounds() {
    routes.sql("INSERT INTO %DB%.shadow VALUES ('2001-01-04', 'x', 1, -2.5)");

    CheckResult range =
        result(judge("- range: {column: delay, min: 0, max: 10}", 0, 6), "range(delay)");

    assertThat(range.expected()).isEqualTo("from 0 to 10");
    assertThat(range.actual()).startsWith("from -2.5 to ");
    assertThat(range.partitions()).containsExactly("20010104");
  }

  @Test
  void failsOnAnEmptiedPartition() {
    routes.sql("ALTER TABLE %DB%.shadow DROP PARTITION ID '20010104'");

    Judgement judgement = judge("- unique: [day, route]", 0, 6);

    assertThat(result(judgement, "partitions present").partitions()).containsExactly("20010104");
    assertThat(judgement.outcome()).isEqualTo(JudgementOutcome.FAILED);
    assertThat(judgement.pins().get(3))
        .returns(0L, PartitionPin::rows)
        .returns("0000000000000000", PartitionPin::checksum)
        .returns(3L, PartitionPin::liveRows);
  }

  @Test
  void acceptsAPartitionThatNobodyHas() {
    routes.sql("ALTER TABLE %DB%.shadow DROP PARTITION ID '20010104'");
    routes.sql("ALTER TABLE %DB%.daily DROP PARTITION ID '20010104'");

    assertThat(judge("- unique: [day, route]", 0, 6).outcome()).isEqualTo(JudgementOutcome.PASSED);
  }

  @Test
  void failsOnAPartitionOutsideOfTheRange() {
    routes.sql("INSERT INTO %DB%.shadow VALUES ('2001-02-01', 'x', 1, 1)");

    Judgement judgement = judge("- unique: [day, route]", 0, 3);

    assertThat(result(judgement, "partitions owned").partitions()).containsExactly("20010201");
    assertThat(judgement.outcome()).isEqualTo(JudgementOutcome.FAILED);
  }

  @Test
  void isStaleWhenAComparisonFailsOnASourceThatMoved() {
    ValidationOrder order = routes.order(0, 6);
    routes.sql("INSERT INTO %DB%.raw VALUES ('2001-01-03 12:00:00', 'late', 5)");

    Judgement judgement = judge.judge(routes.spec(Routes.CHECKS), order);

    assertThat(judgement.outcome()).isEqualTo(JudgementOutcome.STALE);
    assertThat(judgement.staleTasks()).containsExactly("task-3");
    assertThat(result(judgement, "rowCount").partitions()).containsExactly("20010103");
  }

  @Test
  void failsWhenTheRowsAreWrongWhateverTheSourceDid() {
    ValidationOrder order = routes.order(0, 6);
    routes.sql("INSERT INTO %DB%.raw VALUES ('2001-01-03 12:00:00', 'late', 5)");
    routes.sql("INSERT INTO %DB%.shadow SELECT * FROM %DB%.shadow WHERE day = '2001-01-02'");

    assertThat(judge.judge(routes.spec(Routes.CHECKS), order).outcome())
        .isEqualTo(JudgementOutcome.FAILED);
  }

  @Test
  void passesThoughTheSourceMovedWhenNothingContradicts() {
    ValidationOrder order = routes.order(0, 6);
    routes.sql("INSERT INTO %DB%.raw VALUES ('2001-01-03 12:00:00', 'a', 5)");

    assertThat(judge.judge(routes.spec(Routes.CHECKS), order).outcome())
        .isEqualTo(JudgementOutcome.PASSED);
  }

  @Test
  void namesTheCheckThatTheEngineRefuses() {
    Judgement judgement =
        judge(
            """
            - unique: [day, route]
            - notNull: [nothing]
            - aggregate: {expression: sum(nowhere), against: live, tolerance: 0.1%}
            - rowCount: {equals: "SELECT count() FROM %DB%.gone WHERE at >= {from:DateTime64(6)} AND at < {to:DateTime64(6)}"}
            """,
            0, 6);

    assertThat(judgement.outcome()).isEqualTo(JudgementOutcome.FAILED);
    assertThat(result(judgement, "unique(day, route)").outcome()).isEqualTo(CheckOutcome.PASSED);
    assertThat(result(judgement, "notNull(nothing)").message()).contains("nothing");
    assertThat(result(judgement, "aggregate(sum(nowhere))").message()).contains("nowhere");
    assertThat(result(judgement, "rowCount").message()).contains("UNKNOWN_TABLE");
  }

  @Test
  void findsRowsThatMovedToAnotherDayThoughTheTotalsAgree() {
    routes.sql(
        "ALTER TABLE %DB%.shadow UPDATE flights = flights + 3 WHERE day = '2001-01-02' AND route = 'a' SETTINGS mutations_sync = 1");
    routes.sql(
        "ALTER TABLE %DB%.shadow UPDATE flights = flights - 3 WHERE day = '2001-01-03' AND route = 'a' SETTINGS mutations_sync = 1");
    String check = "- aggregate: {expression: sum(flights), per: %s}";

    CheckResult each = result(judge(check.formatted("partition"), 0, 6), "aggregate(sum(flights))");

    assertThat(each.outcome()).isEqualTo(CheckOutcome.FAILED);
    assertThat(each.partitions()).containsExactly("20010102", "20010103");
    assertThat(each.message()).contains("20010102 (live 24, recomputed 27)");
    assertThat(result(judge(check.formatted("wave"), 0, 6), "aggregate(sum(flights))").outcome())
        .isEqualTo(CheckOutcome.PASSED);
  }

  @Test
  void findsLiveKeysThatTheStatementDoesNotYield() {
    routes.sql("INSERT INTO %DB%.daily VALUES ('2001-01-02', 'by hand', 1, 1)");

    Judgement judgement = judge("- unique: [day, route]", 0, 6);

    CheckResult kept = result(judgement, "live keys yielded");
    assertThat(judgement.outcome()).isEqualTo(JudgementOutcome.FAILED);
    assertThat(kept.partitions()).containsExactly("20010102");
    assertThat(kept.message()).contains("in 20010102 1 rows (('2001-01-02','by hand'))");
  }

  @Test
  void isStaleWhenTheSourceOfAVanishedKeyHasMoved() {
    ValidationOrder order = routes.order(0, 6);
    routes.sql("INSERT INTO %DB%.raw VALUES ('2001-01-03 12:00:00', 'late', 5)");
    routes.sql("INSERT INTO %DB%.daily VALUES ('2001-01-03', 'late', 1, 5)");

    Judgement judgement = judge.judge(routes.spec("- notNull: [day]"), order);

    assertThat(judgement.outcome()).isEqualTo(JudgementOutcome.STALE);
    assertThat(judgement.staleTasks()).containsExactly("task-3");
  }

  @Test
  void saysThatTheShadowIsGone() {
    ValidationOrder order = routes.order(0, 6);
    routes.sql("DROP TABLE %DB%.shadow");

    HindcastException e =
        catchThrowableOfType(
            HindcastException.class, () -> judge.judge(routes.spec(Routes.CHECKS), order));

    assertThat(e.code()).isEqualTo(ErrorCode.TABLE_UNKNOWN);
  }

  @Test
  void startsMergesAgain() {
    routes.sql("INSERT INTO %DB%.shadow VALUES ('2001-01-03', 'x', 1, 1)");
    judge(Routes.CHECKS, 0, 6);

    // Refused while merges are stopped.
    routes.sql("OPTIMIZE TABLE %DB%.shadow PARTITION ID '20010103' FINAL");

    assertThat(
            routes.sql(
                "SELECT count() FROM system.parts WHERE database = '%DB%' AND table = 'shadow'"
                    + " AND partition_id = '20010103' AND active"))
        .isEqualTo("1");
  }

  @Test
  void looksAgainWhenTheShadowChangesMeanwhile() {
    AtomicBoolean first = new AtomicBoolean(true);
    ObservedWarehouse disturbed =
        new ObservedWarehouse(
            routes.warehouse(),
            call -> {
              if (call.equals("measure") && first.getAndSet(false)) {
                routes.sql("INSERT INTO %DB%.shadow VALUES ('2001-01-02', 'x', 1, 1)");
              }
            });

    Judgement judgement = judge(disturbed, "- unique: [day, route]");

    assertThat(judgement.outcome()).isEqualTo(JudgementOutcome.PASSED);
    assertThat(judgement.pins().get(1).rows()).isEqualTo(4);
    assertThat(routes.warehouse().fingerprints(routes.table("shadow")).get("20010102"))
        .returns(judgement.pins().get(1).partsHash(), PartitionContent::partsHash);
  }

  @Test
  void givesUpOnAShadowThatNeverStandsStill() {
    ObservedWarehouse disturbed =
        new ObservedWarehouse(
            routes.warehouse(),
            call -> {
              if (call.equals("measure")) {
                routes.sql("INSERT INTO %DB%.shadow VALUES ('2001-01-02', 'x', 1, 1)");
              }
            });

    assertThatThrownBy(() -> judge(disturbed, "- notNull: [day]"))
        .isInstanceOfSatisfying(
            HindcastException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CONTENT_CHANGED));
    assertThat(disturbed.calls()).endsWith("startMerges");
  }

  @Test
  void asksNoMoreAboutManyPartitionsThanAboutOne() {
    ObservedWarehouse one = new ObservedWarehouse(routes.warehouse(), call -> {});
    ObservedWarehouse six = new ObservedWarehouse(routes.warehouse(), call -> {});

    new WarehouseJudge(one.port()).judge(routes.spec(Routes.CHECKS), routes.order(0, 1));
    new WarehouseJudge(six.port()).judge(routes.spec(Routes.CHECKS), routes.order(0, 6));

    assertThat(six.calls()).isEqualTo(one.calls()).hasSizeLessThan(25);
  }

  @Test
  void saysThatTheWarehouseIsAway() {
    ClickHouseConfig nowhere = ClickHouseConfig.of(URI.create("http://127.0.0.1:1"), "u", "p");
    try (Warehouse away = new ClickHouseWarehouse(nowhere)) {
      ValidationOrder order = routes.order(0, 6);
      WarehouseJudge lost = new WarehouseJudge(away);

      assertThatThrownBy(() -> lost.judge(routes.spec(Routes.CHECKS), order))
          .isInstanceOfSatisfying(
              HindcastException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.WAREHOUSE_UNAVAILABLE));
    }
  }

  private Judgement judge(ObservedWarehouse warehouse, String checks) {
    return new WarehouseJudge(warehouse.port()).judge(routes.spec(checks), routes.order(0, 6));
  }

  private Judgement judge(String checks, int fromDay, int toDay) {
    return judge.judge(routes.spec(checks), routes.order(fromDay, toDay));
  }

  private static CheckResult result(Judgement judgement, String name) {
    return judgement.checks().stream()
        .filter(check -> check.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
