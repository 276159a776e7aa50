package io.hindcast.warehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hindcast.core.table.TableName;
import io.hindcast.core.view.View;
import io.hindcast.core.view.ViewCheck;
import io.hindcast.core.view.ViewGraph;
import io.hindcast.core.view.ViewRuns;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * That views beside a table get each inserted row exactly once, whatever a swap does to the table:
 * one that reads from it, one that writes into it, and one behind a table that another fills.
 */
interface ViewContract extends WarehouseFixture {
  int INSERTS = 5;

  @Test
  default void viewsGetEachRowOnceAfterExchangesAndReplacements() {
    Beside beside = beside();
    TableName other = other(beside);
    List<View> planned = views(beside.table());
    for (int round = 0; round < 3; round++) {
      // The second exchange is what a rollback looks like to the views.
      warehouse().exchange(beside.table(), own(other));
      insertMany(beside);
      assertEachOnce(beside);
      assertIntact(planned);
    }
    warehouse().promote(other, beside.table(), List.of("20010101"));
    insertMany(beside);
    assertEachOnce(beside);
    assertIntact(planned);
  }

  @Test
  default void viewsGetRowsOnceFromInsertsThatRunAcrossAnExchange() {
    Beside beside = beside();
    TableName other = other(beside);
    List<CompletableFuture<Void>> running = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      TableName into = i % 2 == 0 ? beside.feeding() : beside.table();
      running.add(
          CompletableFuture.runAsync(
              () -> slowInsert(into), task -> Thread.ofVirtual().start(task)));
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> warehouse().runningInserts(beside.table()).size() >= running.size());

    warehouse().exchange(beside.table(), own(other));
    warehouse().exchange(beside.table(), own(other));
    warehouse().exchange(beside.table(), own(other));
    running.forEach(CompletableFuture::join);

    // What ran across is in the one storage or the other; the views have it once.
    assertThat(count(beside.table()) + count(other)).isEqualTo(80);
    assertThat(count(beside.read())).isEqualTo(80);
    assertThat(count(beside.chained())).isEqualTo(80);
    insertMany(beside);
    assertThat(count(beside.read())).isEqualTo(80 + 2 * INSERTS * 3);
    assertThat(count(beside.chained())).isEqualTo(80 + 2 * INSERTS * 3);
  }

  @Test
  default void theLogOfViewsCountsInsertsAndFailures() {
    Beside beside = beside();
    Instant since = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    TableName failing = table("failing");
    execute(
        "CREATE TABLE %s (id UInt32) ENGINE = MergeTree ORDER BY id".formatted(table("failed")));
    execute(
        "CREATE MATERIALIZED VIEW %s TO %s AS SELECT throwIf(id = 666) + id AS id FROM %s"
            .formatted(failing, table("failed"), beside.table()));
    insert(beside.table(), 1);
    insert(beside.table(), 2);
    assertThat(CompletableFuture.runAsync(() -> insert(beside.table(), 666)))
        .failsWithin(Duration.ofSeconds(20));
    TableName reading = table("reading");
    List<TableName> asked = List.of(reading, failing);

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(warehouse().viewRuns(asked, since).orElseThrow())
                .extracting(ViewRuns::view, ViewRuns::repeated, runs -> runs.failed() > 0)
                .contains(tuple(failing, 0L, true))
                .anySatisfy(row -> assertThat(row.toList().getFirst()).isEqualTo(reading)));
    assertThat(
            warehouse().viewRuns(asked, since).orElseThrow().stream()
                .filter(runs -> runs.view().equals(failing))
                .findFirst()
                .orElseThrow()
                .error())
        .contains("throwIf");
  }

  /** The tables and views of a test; {@code read} and {@code chained} get a row for each row. */
  record Beside(TableName table, TableName feeding, TableName read, TableName chained) {}

  private Beside beside() {
    TableName table = events("beside");
    TableName feeding = events("beside_feeding");
    TableName read = events("beside_read");
    TableName chained = events("beside_chained");
    Stream.of(
            List.of(table("writing"), table, feeding),
            List.of(table("reading"), read, table),
            List.of(table("chaining"), chained, read))
        .forEach(view ->
            execute(
                "CREATE MATERIALIZED VIEW %s TO %s AS SELECT * FROM %s"
                    .formatted(view.get(0), view.get(1), view.get(2))));
    return new Beside(table, feeding, read, chained);
  }

  /** What a swap would exchange the table with: in another database, as it is there. */
  private TableName other(Beside beside) {
    TableName other = workingTable("other_" + UUID.randomUUID().toString().substring(0, 8));
    warehouse().createLike(other, beside.table());
    return other;
  }

  private void insertMany(Beside beside) {
    for (int i = 0; i < INSERTS; i++) {
      fill(beside.table(), i * 3, 3, 3);
      fill(beside.feeding(), 100 + i * 3, 3, 3);
    }
  }

  private void insert(TableName table, int id) {
    execute("INSERT INTO %s (day, id) VALUES ('2001-01-01', %d)".formatted(table, id));
  }

  /** 20 rows, block by block, over about a second. */
  private void slowInsert(TableName table) {
    execute(
        ("INSERT INTO %s SELECT toDate('2001-01-01'), number, 'slow', sleepEachRow(0.05)"
                + " FROM numbers(20) SETTINGS max_block_size = 1, max_insert_threads = 1,"
                + " min_insert_block_size_rows = 1, min_insert_block_size_bytes = 1")
            .formatted(table));
  }

  /** As many rows with as many different identities have arrived since the last call. */
  private void assertEachOnce(Beside beside) {
    long expected = 2L * INSERTS * 3;
    for (TableName table : List.of(beside.read(), beside.chained())) {
      assertThat(count(table)).as("rows of %s", table).isEqualTo(expected);
      assertThat(text("SELECT uniqExact(day, id) FROM " + table))
          .as("different rows of %s", table)
          .isEqualTo(Long.toString(expected));
      execute("TRUNCATE TABLE " + table);
    }
    assertThat(text("SELECT count() FROM %s WHERE id >= 100".formatted(beside.table())))
        .isEqualTo(Long.toString(INSERTS * 3L));
    execute("TRUNCATE TABLE " + beside.table());
  }

  private List<View> views(TableName table) {
    ViewGraph graph = node().views();
    return graph.around(table).stream().map(each -> each.view()).toList();
  }

  private void assertIntact(List<View> planned) {
    assertThat(planned).hasSize(3);
    assertThat(
            ViewCheck.compare(
                planned,
                node().views(),
                warehouse()
                    .existing(
                        planned.stream().flatMap(view -> Stream.ofNullable(view.into())).toList())))
        .allSatisfy(check -> assertThat(check.intact()).as(check.message()).isTrue());
  }
}
