package io.hindcast.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.status.BackfillStatus;
import io.hindcast.core.table.TableName;
import io.hindcast.schemas.BackfillRequest;
import io.hindcast.schemas.SwapRequest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Views beside a target: named by the plan, looked at after the swap, their tables rebuilt. */
@Timeout(120)
class DependentsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final UUID id = UUID.randomUUID();
  private Scene scene;
  private String db;

  @BeforeEach
  void set() throws Exception {
    scene =
        new Scene(
            "CREATE TABLE %1$s.raw (at DateTime('UTC'), v Int32) ENGINE = MergeTree ORDER BY at",
            "CREATE TABLE %1$s.daily (day Date, n UInt64) ENGINE = MergeTree PARTITION BY day ORDER BY day",
            "CREATE TABLE %1$s.monthly (month Date, n SimpleAggregateFunction(sum, UInt64), days AggregateFunction(uniq, Date)) ENGINE = AggregatingMergeTree PARTITION BY month ORDER BY month SETTINGS allow_dimensions_outside_sorting_key = 1",
            "CREATE TABLE %1$s.yearly (year Date, n UInt64) ENGINE = SummingMergeTree PARTITION BY toYear(year) ORDER BY year",
            "CREATE TABLE %1$s.odd (n UInt64) ENGINE = MergeTree ORDER BY n",
            "CREATE MATERIALIZED VIEW %1$s.to_monthly TO %1$s.monthly AS SELECT toStartOfMonth(day) AS month, sum(n) AS n, uniqState(day) AS days FROM %1$s.daily GROUP BY month",
            "CREATE MATERIALIZED VIEW %1$s.to_yearly TO %1$s.yearly AS SELECT toStartOfYear(month) AS year, n FROM %1$s.monthly",
            "CREATE MATERIALIZED VIEW %1$s.to_odd TO %1$s.odd AS SELECT n FROM %1$s.daily",
            "INSERT INTO %1$s.raw VALUES ('2020-01-01 01:00:00', 1), ('2020-01-02 01:00:00', 1)",
            "INSERT INTO %1$s.daily VALUES ('2020-01-01', 70), ('2020-01-05', 9), ('2020-02-01', 5)");
    db = scene.db;
  }

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  @Test
  void rebuildsWhatViewsFillOverTwoGenerations() throws Exception {
    swap(id, yaml("rebuild"), db + ".daily");

    BackfillStatus status = scene.planner.status(id);
    assertThat(status.dependents())
        .extracting(BackfillStatus.Fed::table, BackfillStatus.Fed::action)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(db + ".monthly", "REBUILT"),
            org.assertj.core.groups.Tuple.tuple(db + ".odd", "NOT_REBUILT"),
            org.assertj.core.groups.Tuple.tuple(db + ".yearly", "REBUILT"));
    UUID child = child(id);
    BackfillRequest request = scene.request(child);
    assertThat(request.getRequestedBy()).isEqualTo("tester");

    swap(child, request.getSpecYaml(), db + ".monthly");

    assertThat(
            scene.planner.sql(
                "SELECT month, sum(n), uniqMerge(days) FROM %s.monthly GROUP BY month ORDER BY month"
                    .formatted(db)))
        .isEqualTo("2020-01-01\t11\t3\n2020-02-01\t5\t1");
    assertThat(scene.planner.status(child).labels())
        .containsEntry("hindcast.parent", id.toString());
    UUID grandchild = child(child);
    BackfillRequest next = scene.request(grandchild);

    swap(grandchild, next.getSpecYaml(), db + ".yearly");

    assertThat(scene.planner.sql("SELECT year, sum(n) FROM %s.yearly GROUP BY year".formatted(db)))
        .isEqualTo("2020-01-01\t16");
    assertThat(scene.planner.status(id).dependents())
        .filteredOn(fed -> fed.table().equals(db + ".monthly"))
        .singleElement()
        .satisfies(fed -> assertThat(fed.state()).contains("SWAPPED"));
    assertThat(scene.planner.sent(BackfillRequest.class, child)).hasSize(1);
  }

  @Test
  void findsViewsIntactAfterTheSwap() throws Exception {
    swap(id, yaml("list"), db + ".daily");

    BackfillStatus status = scene.planner.status(id);
    assertThat(status.views())
        .hasSize(3)
        .allSatisfy(view -> assertThat(view.intact()).as(view.message()).isTrue());
    assertThat(status.dependents()).allSatisfy(fed -> assertThat(fed.action()).isEqualTo("LISTED"));
    assertThat(scene.planner.queries().history(id, 100))
        .anySatisfy(line -> assertThat(line.event()).isEqualTo("ViewsVerified"));
  }

  @Test
  void saysLoudlyThatAViewIsGoneAndLeavesTheSwapAlone() throws Exception {
    SwapRequest swap = scene.swapping(id, yaml("list"));
    scene.planner.sql("DROP VIEW %s.to_odd SYNC".formatted(db));
    scene.answers.swapped(swap);
    scene.awaitState(id, "SWAPPED");

    BackfillStatus status = scene.planner.status(id);
    assertThat(status.views())
        .filteredOn(view -> !view.intact())
        .singleElement()
        .satisfies(view -> assertThat(view.message()).contains(db + ".to_odd", "is gone"));
    assertThat(status.warnings()).anySatisfy(text -> assertThat(text).contains(db + ".to_odd"));
    assertThat(scene.planner.queries().history(id, 100))
        .anySatisfy(line -> assertThat(line.event()).isEqualTo("ViewsBroken"));
  }

  private UUID child(UUID parent) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                scene.planner.database.readOnly(tx ->
                    tx.first(
                        "SELECT child_id FROM rebuild WHERE backfill_id = ?",
                        row -> row.uuid("child_id"),
                        parent)),
            java.util.Optional::isPresent)
        .orElseThrow();
  }

  /** The whole way, with the shadow going live as a relay would have it. */
  private void swap(UUID backfill, String yaml, String target) throws Exception {
    SwapRequest swap = scene.swapping(backfill, yaml);
    TableName shadow = new BackfillNames(backfill, "hindcast").shadow(0);
    TableName live = TableName.parse(target);
    List<String> touched =
        swap.getPins().stream().map(io.hindcast.schemas.PartitionPin::getPartitionId).toList();
    scene.planner.warehouse.promote(
        live,
        shadow,
        scene.planner.warehouse.fingerprints(live).keySet().stream()
            .filter(partition -> !touched.contains(partition))
            .toList());
    scene.planner.warehouse.exchange(live, scene.planner.warehouse.own(shadow));
    scene.answers.swapped(swap);
    scene.awaitState(backfill, "SWAPPED");
  }

  private String yaml(String dependents) {
    return scene.yaml(
        1, 3, "waves: [100%%]\n  swap: {approval: auto, dependents: %s}".formatted(dependents));
  }
}
