package io.hindcast.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.status.BackfillStatus;
import io.hindcast.core.table.TableName;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.BackfillRequest;
import io.hindcast.schemas.SwapRequest;
import io.hindcast.schemas.Task;
import io.hindcast.schemas.ValidationRequest;
import io.hindcast.schemas.VerdictOutcome;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Views beside a target: named by the plan, looked at after the swap, their tables rebuilt. */
@Timeout(120)
class DependentsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final PlannerUnderTest planner = new PlannerUnderTest();
  private final Answers answers = new Answers(planner);
  private final UUID id = UUID.randomUUID();
  private final String db = "beside_" + id.toString().substring(0, 8);

  @BeforeEach
  void createTables() throws Exception {
    planner.sql(
        "CREATE DATABASE " + db,
        "CREATE TABLE %s.raw (at DateTime('UTC'), v Int32) ENGINE = MergeTree ORDER BY at"
            .formatted(db),
        "CREATE TABLE %s.daily (day Date, n UInt64) ENGINE = MergeTree PARTITION BY day ORDER BY day"
            .formatted(db),
        ("CREATE TABLE %s.monthly (month Date, n UInt64, days AggregateFunction(uniq, Date))"
                + " ENGINE = AggregatingMergeTree PARTITION BY month ORDER BY month"
                + " SETTINGS allow_dimensions_outside_sorting_key = 1")
            .formatted(db)
            .replace("n UInt64", "n SimpleAggregateFunction(sum, UInt64)"),
        "CREATE TABLE %s.yearly (year Date, n UInt64) ENGINE = SummingMergeTree PARTITION BY toYear(year) ORDER BY year"
            .formatted(db),
        "CREATE TABLE %s.odd (n UInt64) ENGINE = MergeTree ORDER BY n".formatted(db),
        "CREATE MATERIALIZED VIEW %1$s.to_monthly TO %1$s.monthly AS SELECT toStartOfMonth(day) AS month, sum(n) AS n, uniqState(day) AS days FROM %1$s.daily GROUP BY month"
            .formatted(db),
        "CREATE MATERIALIZED VIEW %1$s.to_yearly TO %1$s.yearly AS SELECT toStartOfYear(month) AS year, n FROM %1$s.monthly"
            .formatted(db),
        "CREATE MATERIALIZED VIEW %1$s.to_odd TO %1$s.odd AS SELECT n FROM %1$s.daily"
            .formatted(db),
        "INSERT INTO %s.raw VALUES ('2020-01-01 01:00:00', 1), ('2020-01-02 01:00:00', 1)"
            .formatted(db),
        "INSERT INTO %s.daily VALUES ('2020-01-01', 70), ('2020-01-05', 9), ('2020-02-01', 5)"
            .formatted(db));
    planner.parts.drivers().start(Duration.ofMillis(200));
  }

  @AfterEach
  void close() throws Exception {
    planner.sql("DROP DATABASE " + db + " SYNC");
    planner.close();
  }

  @Test
  void rebuildsWhatViewsFillOverTwoGenerations() throws Exception {
    swap(id, yaml("rebuild"), db + ".daily");

    BackfillStatus status = planner.status(id);
    assertThat(status.dependents())
        .extracting(BackfillStatus.Fed::table, BackfillStatus.Fed::action)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(db + ".monthly", "REBUILT"),
            org.assertj.core.groups.Tuple.tuple(db + ".odd", "NOT_REBUILT"),
            org.assertj.core.groups.Tuple.tuple(db + ".yearly", "REBUILT"));
    UUID child = child(id);
    BackfillRequest request = awaited(() -> planner.sent(BackfillRequest.class, child), 0);
    assertThat(request.getRequestedBy()).isEqualTo("tester");

    swap(child, request.getSpecYaml(), db + ".monthly");

    assertThat(
            planner.sql(
                "SELECT month, sum(n), uniqMerge(days) FROM %s.monthly GROUP BY month ORDER BY month"
                    .formatted(db)))
        .isEqualTo("2020-01-01\t11\t3\n2020-02-01\t5\t1");
    assertThat(planner.status(child).labels()).containsEntry("hindcast.parent", id.toString());
    UUID grandchild = child(child);
    BackfillRequest next = awaited(() -> planner.sent(BackfillRequest.class, grandchild), 0);

    swap(grandchild, next.getSpecYaml(), db + ".yearly");

    assertThat(planner.sql("SELECT year, sum(n) FROM %s.yearly GROUP BY year".formatted(db)))
        .isEqualTo("2020-01-01\t16");
    assertThat(planner.status(id).dependents())
        .filteredOn(fed -> fed.table().equals(db + ".monthly"))
        .singleElement()
        .satisfies(fed -> assertThat(fed.state()).contains("SWAPPED"));
    assertThat(planner.sent(BackfillRequest.class, child)).hasSize(1);
  }

  @Test
  void findsViewsIntactAfterTheSwap() throws Exception {
    swap(id, yaml("list"), db + ".daily");

    BackfillStatus status = planner.status(id);
    assertThat(status.views())
        .hasSize(3)
        .allSatisfy(view -> assertThat(view.intact()).as(view.message()).isTrue());
    assertThat(status.dependents()).allSatisfy(fed -> assertThat(fed.action()).isEqualTo("LISTED"));
    assertThat(planner.queries().history(id, 100))
        .anySatisfy(line -> assertThat(line.event()).isEqualTo("ViewsVerified"));
  }

  @Test
  void saysLoudlyThatAViewIsGoneAndLeavesTheSwapAlone() throws Exception {
    SwapRequest swap = untilSwap(id, yaml("list"));
    planner.sql("DROP VIEW %s.to_odd SYNC".formatted(db));
    answers.swapped(swap);
    awaitState(id, "SWAPPED");

    BackfillStatus status = planner.status(id);
    assertThat(status.views())
        .filteredOn(view -> !view.intact())
        .singleElement()
        .satisfies(view -> assertThat(view.message()).contains(db + ".to_odd", "is gone"));
    assertThat(status.warnings()).anySatisfy(text -> assertThat(text).contains(db + ".to_odd"));
    assertThat(planner.queries().history(id, 100))
        .anySatisfy(line -> assertThat(line.event()).isEqualTo("ViewsBroken"));
  }

  private UUID child(UUID parent) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                planner.database.readOnly(tx ->
                    tx.first(
                        "SELECT child_id FROM rebuild WHERE backfill_id = ?",
                        row -> row.uuid("child_id"),
                        parent)),
            java.util.Optional::isPresent)
        .orElseThrow();
  }

  /** The whole way, with the shadow going live as a relay would have it. */
  private void swap(UUID backfill, String yaml, String target) throws Exception {
    SwapRequest swap = untilSwap(backfill, yaml);
    TableName shadow = new BackfillNames(backfill, "hindcast").shadow(0);
    TableName live = TableName.parse(target);
    List<String> touched =
        swap.getPins().stream().map(io.hindcast.schemas.PartitionPin::getPartitionId).toList();
    planner.warehouse.promote(
        live,
        shadow,
        planner.warehouse.fingerprints(live).keySet().stream()
            .filter(partition -> !touched.contains(partition))
            .toList());
    planner.warehouse.exchange(live, shadow);
    answers.swapped(swap);
    awaitState(backfill, "SWAPPED");
  }

  private SwapRequest untilSwap(UUID backfill, String yaml) throws Exception {
    planner.deliver(Topics.REQUESTS, Answers.request(backfill, yaml));
    answers.work(awaited(() -> planner.sent(Task.class, backfill), 0));
    ValidationRequest all = awaited(() -> planner.sent(ValidationRequest.class, backfill), 0);
    answers.judge(all, VerdictOutcome.PASSED, List.of());
    return awaited(() -> planner.sent(SwapRequest.class, backfill), 0);
  }

  private void awaitState(UUID backfill, String state) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> planner.status(backfill).state(), state::equals);
  }

  private static <T> T awaited(Supplier<List<T>> messages, int index) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(messages::get, list -> list.size() > index)
        .get(index);
  }

  private String yaml(String dependents) {
    return """
    apiVersion: hindcast/v1
    kind: Backfill
    metadata: {name: beside, owner: tests}
    spec:
      target: {table: %1$s.daily, key: [day]}
      source: {tables: [%1$s.raw]}
      transform:
        version: 2.0.0
        grain: 1d
        sql: |
          SELECT toDate(at) AS day, count() AS n FROM %1$s.raw
          WHERE at >= {from:DateTime} AND at < {to:DateTime} GROUP BY day
      range: {from: 2020-01-01, to: 2020-01-03}
      waves: [100%%]
      swap: {approval: auto, dependents: %2$s}
    """
        .formatted(db, dependents);
  }
}
