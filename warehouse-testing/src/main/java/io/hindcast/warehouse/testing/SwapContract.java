package io.hindcast.warehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.backfill.WorkingTable;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.AttemptOrder;
import io.hindcast.warehouse.TablePart;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The steps of a swap, one by one. */
interface SwapContract extends WarehouseFixture {
  @Test
  default void exchangesNamesAndExchangesThemBack() {
    TableName live = events("live_name");
    TableName shadow = workingEvents("shadow_name");
    fill(shadow, 0, 5, 1);
    UUID old = warehouse().storageOf(live).orElseThrow();
    UUID renewed = warehouse().storageOf(shadow).orElseThrow();

    warehouse().exchange(live, own(shadow));
    assertThat(warehouse().storageOf(live)).contains(renewed);
    assertThat(warehouse().storageOf(shadow)).contains(old);
    assertThat(count(live)).isEqualTo(5);

    warehouse().exchange(live, own(shadow));
    assertThat(warehouse().storageOf(live)).contains(old);
    assertThat(warehouse().storageOf(table("missing"))).isEmpty();
    assertFails(
        ErrorCode.TABLE_UNKNOWN,
        "missing",
        () -> warehouse().exchange(live, own(workingTable("missing"))));
  }

  @Test
  default void renamesOnlyWhatIsThereAndOnlyToAFreeName() {
    WorkingTable one = own(workingEvents("name_one"));
    WorkingTable two = own(workingEvents("name_two"));
    WorkingTable three = own(workingTable("name_three"));

    assertFails(ErrorCode.ILLEGAL_STATE, "name_two", () -> warehouse().rename(one, two));
    assertFails(
        ErrorCode.TABLE_UNKNOWN,
        "missing",
        () -> warehouse().rename(own(workingTable("missing")), own(workingTable("free"))));
    warehouse().rename(one, three);
    assertThat(warehouse().describe(one.name())).isEmpty();
    assertThat(warehouse().describe(three.name())).isPresent();
  }

  @Test
  default void stopsAndStartsMerges() {
    TableName table = events("merging");
    warehouse().stopMerges(table);
    fill(table, 0, 5, 1);
    fill(table, 5, 5, 1);
    assertThat(warehouse().runningMerges(table)).isZero();
    org.assertj.core.api.Assertions.assertThatThrownBy(() ->
            execute("OPTIMIZE TABLE %s FINAL SETTINGS optimize_throw_if_noop = 1".formatted(table)))
        .isInstanceOf(Exception.class);
    assertThat(warehouse().parts(table, List.of())).hasSize(2);

    warehouse().startMerges(table);
    execute("OPTIMIZE TABLE %s FINAL".formatted(table));
    assertThat(warehouse().parts(table, List.of())).hasSize(1);
  }

  @Test
  default void listsPartsWithHashesThatSurviveHardLinks() {
    TableName from = events("linked_from");
    TableName into = events("linked_into");
    fill(from, 0, 6, 3);
    fill(into, 50, 6, 3);

    warehouse().promote(from, into, List.of("20010102"));
    warehouse().promote(from, into, List.of("20010102"));

    List<TablePart> original = warehouse().parts(from, List.of("20010102"));
    assertThat(original).singleElement().satisfies(p -> assertThat(p.rows()).isEqualTo(2));
    assertThat(warehouse().parts(into, List.of("20010102")))
        .extracting(TablePart::contentHash)
        .containsExactly(original.getFirst().contentHash());
    assertThat(warehouse().parts(into, List.of())).hasSize(3);
  }

  @Test
  default void replacesAPartitionWithNothing() {
    TableName from = events("nothing_from");
    TableName into = workingEvents("nothing_into");
    fill(into, 0, 6, 3);

    warehouse().promote(from, into, List.of("20010102"));
    warehouse().dropPartitions(own(into), List.of("20010103"));
    warehouse().dropPartitions(own(into), List.of("20010103"));

    assertThat(warehouse().parts(into, List.of()))
        .extracting(TablePart::partitionId)
        .containsExactly("20010101");
    assertFails(
        ErrorCode.TABLE_UNKNOWN,
        "missing",
        () -> warehouse().promote(table("missing"), into, List.of("20010101")));
    assertThat(count(into)).isEqualTo(2);
  }

  @Test
  default void seesInsertsThatMayWriteIntoTheTable() {
    TableName live = events("busy");
    TableName feeding = events("busy_feeding");
    TableName other = events("busy_other");
    execute(
        "CREATE MATERIALIZED VIEW %s TO %s AS SELECT * FROM %s"
            .formatted(table("busy_view"), live, feeding));
    AttemptOrder direct = order(live, "SELECT 1");
    assertThat(warehouse().runningInserts(live)).isEmpty();

    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Void>> inserts =
          List.of(live, feeding, other).stream()
              .map(into -> CompletableFuture.runAsync(() -> insertSlowly(into), executor))
              .toList();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> running() == 3);

      List<String> found = warehouse().runningInserts(live);
      assertThat(found).hasSize(2);
      assertThat(node().stillRunning(found)).containsExactlyInAnyOrderElementsOf(found);
      assertThat(warehouse().runningInserts(other)).hasSize(1);
      execute(
          "KILL QUERY WHERE query LIKE '%%%s%%' AND query_kind = 'Insert' SYNC"
              .formatted(live.database()));
      inserts.forEach(insert -> insert.exceptionally(killed -> null).join());
      assertThat(node().stillRunning(found)).isEmpty();
    }
    assertThat(node().killQueries(direct.queryId())).isZero();
  }

  private void insertSlowly(TableName into) {
    execute(
        "INSERT INTO %s (day, id) SELECT '2001-01-01', sleepEachRow(0.01) FROM numbers(1000000) SETTINGS max_block_size = 10"
            .formatted(into));
  }

  private int running() {
    return Integer.parseInt(
        text(
            "SELECT count() FROM system.processes WHERE query_kind = 'Insert' AND query LIKE '%"
                + table("x").database()
                + "%'"));
  }
}
