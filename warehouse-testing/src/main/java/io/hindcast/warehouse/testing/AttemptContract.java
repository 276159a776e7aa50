package io.hindcast.warehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.AttemptOrder;
import io.hindcast.warehouse.StagedContent;
import io.hindcast.warehouse.StagedContent.Partition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** How attempts run, fail and are stopped. */
interface AttemptContract extends WarehouseFixture {
  String COPY =
      "SELECT * FROM %s WHERE day >= toDate({from:DateTime64(6)})"
          + " AND day < toDate({to:DateTime64(6)})";

  @Test
  default void stagesWhatTheTransformYields() {
    TableName target = events("staged_target");
    TableName source = events("staged_source");
    fill(source, 0, 50, 5);
    AttemptOrder order = order(target, COPY.formatted(source));

    StagedContent content = warehouse().run(order);

    assertThat(content.partitions())
        .extracting(Partition::id, Partition::rows)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("20010101", 10L),
            org.assertj.core.groups.Tuple.tuple("20010102", 10L),
            org.assertj.core.groups.Tuple.tuple("20010103", 10L));
    assertThat(content.partitions()).allSatisfy(p -> assertThat(p.bytes()).isPositive());
    assertThat(content.partitions())
        .extracting(Partition::partsHash)
        .containsExactlyElementsOf(
            warehouse().fingerprints(order.staging()).values().stream()
                .map(fingerprint -> fingerprint.partsHash())
                .toList());
    assertThat(content.readRows()).isGreaterThanOrEqualTo(30);
    assertThat(content.readBytes()).isPositive();
    assertThat(content.elapsed()).isPositive();
    assertThat(count(target)).isZero();
  }

  @Test
  default void stagesAnEmptyResult() {
    TableName target = events("empty_target");
    AttemptOrder order = order(target, COPY.formatted(target));

    assertThat(warehouse().run(order).partitions()).isEmpty();
    assertThat(warehouse().describe(order.staging())).isPresent();
  }

  @Test
  default void insertsByName() {
    TableName target = events("named_target");
    AttemptOrder order =
        order(
            target,
            "SELECT 1.5 AS amount, 'x' AS name, 'not asked for' AS spare, 7 AS id,"
                + " toDate({from:DateTime}) AS day");

    warehouse().run(order);

    assertThat(text("SELECT toString((day, id, name, amount)) FROM " + order.staging()))
        .isEqualTo("('2001-01-01',7,'x',1.5)");
  }

  @Test
  default void toleratesCommentsSemicolonsAndSettingsInTheSql() {
    TableName target = events("commented_target");
    String select = "SELECT toDate({from:Date}) AS day, 1 AS id, 'x' AS name, NULL AS amount";

    for (String sql :
        List.of(
            select + " -- the end",
            select + " /* the end */ ; ",
            select + ";\n-- the end",
            "-- start\nWITH 1 AS one " + select,
            select + " UNION ALL " + select,
            select + " ORDER BY id LIMIT 1 SETTINGS max_threads = 1")) {
      assertThat(warehouse().run(order(target, sql)).partitions()).as(sql).hasSize(1);
    }
  }

  @Test
  default void showsStrayPartitions() {
    TableName target = events("stray_target");
    TableName source = events("stray_source");
    fill(source, 0, 50, 5);

    assertThat(warehouse().run(order(target, "SELECT * FROM " + source)).partitions()).hasSize(5);
  }

  @Test
  default void refusesToSpreadOverMorePartitionsThanAllowed() {
    TableName target = events("spread_target");
    AttemptOrder order =
        order(
            target,
            "SELECT toDate('2001-01-01') + number AS day, number AS id, '' AS name, NULL AS amount"
                + " FROM numbers(101)");

    assertFails(ErrorCode.TRANSFORM_FAILED, "Too many partitions", () -> warehouse().run(order));
    assertThat(warehouse().describe(order.staging())).isEmpty();
  }

  @Test
  default void dropsTheStagingTableOfAFailureInMidWay() {
    TableName target = events("failing_target");
    AttemptOrder order =
        with(
            order(
                target,
                "SELECT toDate('2001-01-01') AS day, throwIf(number = 90000, 'no such luck') AS id,"
                    + " '' AS name, NULL AS amount FROM numbers(100000)"),
            Map.of(
                "max_block_size", "1000", "min_insert_block_size_rows", "1", "max_threads", "1"));

    assertFails(ErrorCode.TRANSFORM_FAILED, "no such luck", () -> warehouse().run(order));
    assertThat(warehouse().describe(order.staging())).isEmpty();
  }

  @Test
  default void saysTheEnginesFirstWordsAndNoMore() {
    TableName target = events("saying_target");
    String sql = "SELECT day, id, name, amount FROM %s WHERE nonsense > 1".formatted(target);

    Assertions.assertThatExceptionOfType(HindcastException.class)
        .isThrownBy(() -> warehouse().run(order(target, sql)))
        .withMessageContaining("nonsense")
        .satisfies(error -> assertThat(error.getMessage()).doesNotContain("Stack trace", "\tat "));
    assertFails(
        ErrorCode.TABLE_UNKNOWN,
        "no_such_table",
        () -> warehouse().run(order(target, "SELECT * FROM no_such_table")));
    assertFails(
        ErrorCode.TABLE_UNKNOWN,
        "missing",
        () -> warehouse().run(order(table("missing"), "SELECT 1")));
  }

  @Test
  default void leavesAStagingTableThatIsNotItsOwn() {
    TableName target = events("owned_target");
    fill(target, 0, 10, 2);
    AttemptOrder order = order(target, COPY.formatted(target));
    warehouse().run(order);

    assertFails(
        ErrorCode.ILLEGAL_STATE,
        order.staging().table(),
        () -> warehouse().run(withNewQueryId(order)));
    assertThat(count(order.staging())).isEqualTo(10);
  }

  @Test
  default void keepsEqualBlocksOfATransform() {
    TableName target = table("equal_target");
    execute(
        ("CREATE TABLE %s (%s) ENGINE = MergeTree PARTITION BY day ORDER BY id"
                + " SETTINGS non_replicated_deduplication_window = 100")
            .formatted(target, EVENTS));
    AttemptOrder order =
        with(
            order(
                target,
                "SELECT toDate('2001-01-01') AS day, 1 AS id, '' AS name, NULL AS amount"
                    + " FROM numbers(1000)"),
            Map.of("max_block_size", "10", "min_insert_block_size_rows", "1", "max_threads", "1"));

    assertThat(warehouse().run(order).partitions().getFirst().rows()).isEqualTo(1000);
  }

  @Test
  default void refusesWhatIsNoSetting() {
    TableName target = events("setting_target");

    for (String name : List.of("query", "param_from", "max_threads = 1 --", "Password", "")) {
      AttemptOrder order = with(order(target, COPY.formatted(target)), Map.of(name, "1"));
      assertFails(ErrorCode.SPEC_INVALID, name, () -> warehouse().run(order));
      assertThat(warehouse().describe(order.staging())).isEmpty();
    }
  }

  @Test
  default void killsARunningTransformAndDropsItsTable() {
    TableName target = events("killed_target");
    AttemptOrder order =
        with(
            order(
                target,
                "SELECT toDate('2001-01-01') AS day, sleepEachRow(0.01) AS id, '' AS name,"
                    + " NULL AS amount FROM numbers(1000000)"),
            Map.of("max_block_size", "10"));
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = CompletableFuture.supplyAsync(() -> warehouse().run(order), executor);
      awaitRunning(order.queryId());

      assertThat(node().killQueries(order.queryId())).isEqualTo(1);

      assertFails(ErrorCode.QUERY_KILLED, "QUERY_WAS_CANCELLED", () -> await(running));
    }
    assertThat(node().stillRunning(List.of(order.queryId()))).isEmpty();
    assertThat(warehouse().describe(order.staging())).isEmpty();
    assertThat(node().killQueries(order.queryId())).isZero();
  }

  @Test
  default void beginsUnderItsGuardAloneAndLeavesNothingWithoutIt() {
    TableName target = events("guarded_target");
    fill(target, 0, 10, 2);
    TableName guard = staging();
    warehouse().createLike(guard, target);
    String sql = COPY.formatted(target);

    assertThat(warehouse().run(under(guard, order(target, sql))).partitions()).hasSize(2);

    warehouse().drop(own(guard));
    AttemptOrder late = under(guard, order(target, sql));
    assertFails(ErrorCode.ATTEMPT_REVOKED, guard.table(), () -> warehouse().run(late));
    assertThat(warehouse().describe(late.staging())).isEmpty();
  }

  @Test
  default void whatRunsOutOfMemoryFitsWithThrift() {
    TableName target = events("thrifty_target");
    String sql =
        "SELECT toDate('2001-01-01') AS day, number AS id, toString(sum(number)) AS name,"
            + " NULL AS amount FROM numbers(1500000) GROUP BY number";
    Map<String, String> own =
        Map.of(
            "max_memory_usage", "140000000",
            "max_threads", "4",
            "max_bytes_ratio_before_external_group_by", "0");
    AttemptOrder order = with(order(target, sql), own);
    assertFails(ErrorCode.WAREHOUSE_OUT_OF_MEMORY, "memory", () -> warehouse().run(order));

    for (int level : List.of(1, 2)) {
      AttemptOrder thrifty = with(order(target, sql), warehouse().thrifty(own, level));
      assertThat(warehouse().run(thrifty).partitions().getFirst().rows()).isEqualTo(1_500_000);
    }
  }

  @Test
  default void aGentleStatementDoesTheSame() {
    TableName target = events("gentle_target");
    AttemptOrder gentle =
        with(
            order(
                target,
                "SELECT toDate('2001-01-01') AS day, number AS id, '' AS name, NULL AS amount"
                    + " FROM numbers(1000)"),
            warehouse().gentle(Map.of("max_threads", "8")));

    assertThat(warehouse().run(gentle).partitions().getFirst().rows()).isEqualTo(1000);
  }

  @Test
  default void thriftLetsEveryJoinRun() {
    TableName target = events("thrifty_join_target");
    fill(target, 0, 1000, 2);
    for (String kind : List.of("INNER", "LEFT", "ANY LEFT", "SEMI LEFT", "ASOF")) {
      String condition = kind.equals("ASOF") ? "a.id >= b.id" : "a.id = b.id";
      AttemptOrder order =
          with(
              order(
                  target,
                  ("SELECT a.day AS day, a.id AS id, b.name AS name, a.amount AS amount"
                          + " FROM %1$s AS a %2$s JOIN %1$s AS b ON a.day = b.day AND %3$s")
                      .formatted(target, kind, condition)),
              warehouse().thrifty(Map.of(), 2));
      assertThat(warehouse().run(order).partitions()).as(kind).hasSize(2);
    }
  }

  @Test
  default void countsTheQueriesThatRunWithoutEndingThem() {
    TableName target = events("counted_target");
    AttemptOrder order =
        with(
            order(
                target,
                "SELECT toDate('2001-01-01') AS day, sleepEachRow(0.01) AS id, '' AS name,"
                    + " NULL AS amount FROM numbers(1000000)"),
            Map.of("max_block_size", "10"));
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = CompletableFuture.supplyAsync(() -> warehouse().run(order), executor);
      awaitRunning(order.queryId());

      assertThat(node().runningQueries(order.queryId())).isEqualTo(1);
      assertThat(node().runningQueries(order.queryId())).isEqualTo(1);

      node().killQueries(order.queryId());
      assertFails(ErrorCode.QUERY_KILLED, "QUERY_WAS_CANCELLED", () -> await(running));
    }
    assertThat(node().runningQueries(order.queryId())).isZero();
  }

  private static AttemptOrder under(TableName guard, AttemptOrder order) {
    return new AttemptOrder(
        order.queryId(),
        order.target(),
        order.staging(),
        order.columns(),
        order.sql(),
        order.binding(),
        order.partitionsMax(),
        order.settings(),
        guard);
  }

  private static StagedContent await(CompletableFuture<StagedContent> running) {
    try {
      return running.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof HindcastException failure ? failure : e;
    }
  }

  private void awaitRunning(String queryId) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !node().stillRunning(List.of(queryId)).isEmpty());
  }

  private static AttemptOrder with(AttemptOrder order, Map<String, String> settings) {
    return new AttemptOrder(
        order.queryId(),
        order.target(),
        order.staging(),
        order.columns(),
        order.sql(),
        order.binding(),
        order.partitionsMax(),
        settings);
  }

  private static AttemptOrder withNewQueryId(AttemptOrder order) {
    return new AttemptOrder(
        order.queryId() + "-2",
        order.target(),
        order.staging(),
        order.columns(),
        order.sql(),
        order.binding(),
        order.partitionsMax(),
        order.settings());
  }
}
