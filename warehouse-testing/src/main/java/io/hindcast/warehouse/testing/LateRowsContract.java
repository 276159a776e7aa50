package io.hindcast.warehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.TablePart;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How late rows are carried from the old storage to the new. */
interface LateRowsContract extends WarehouseFixture {
  @Test
  default void copiesNamedPartsAndNoOthers() {
    TableName old = events("old");
    fill(old, 0, 10, 2);
    fill(old, 100, 4, 2);
    List<String> late =
        warehouse().parts(old, List.of()).stream()
            .filter(part -> part.rows() == 2)
            .map(TablePart::name)
            .toList();
    TableName carried = staging();
    warehouse().createLike(carried, old);
    fill(carried, 900, 9, 1);

    assertThat(warehouse().copyParts(old, late, own(carried))).isEqualTo(4);
    assertThat(text("SELECT toString(arraySort(groupArray(id))) FROM " + carried))
        .isEqualTo("[100,101,102,103]");
  }

  @Test
  default void refusesPartsThatAreGone() {
    TableName old = events("old_merged");
    fill(old, 0, 10, 1);
    fill(old, 100, 4, 1);
    List<String> names = warehouse().parts(old, List.of()).stream().map(TablePart::name).toList();
    execute("OPTIMIZE TABLE %s FINAL".formatted(old));
    TableName carried = staging();

    assertFails(
        ErrorCode.CONTENT_CHANGED,
        names.getFirst(),
        () -> warehouse().copyParts(old, names, own(carried)));
    assertThat(warehouse().describe(carried)).isEmpty();
  }

  @Test
  default void copiesRowsAsTheyAreStored() {
    TableName old = table("old_replacing");
    execute(
        ("CREATE TABLE %s (id UInt32, made UInt32 MATERIALIZED rand()) ENGINE = ReplacingMergeTree"
                + " ORDER BY id")
            .formatted(old));
    execute("SYSTEM STOP MERGES " + old);
    execute("INSERT INTO %s VALUES (1)".formatted(old));
    execute("INSERT INTO %s VALUES (1)".formatted(old));
    List<String> names = warehouse().parts(old, List.of()).stream().map(TablePart::name).toList();
    TableName carried = staging();

    assertThat(warehouse().copyParts(old, names, own(carried))).isEqualTo(2);
    assertThat(wholeChecksum(carried)).isEqualTo(wholeChecksum(old));
  }

  @Test
  default void copiesWhatGoesBeyondTheBasesAsOftenAsItDoes() {
    TableName old = events("beyond_old");
    TableName kept = events("beyond_kept");
    TableName recomputed = events("beyond_recomputed");
    fill(kept, 0, 4, 2);
    execute("INSERT INTO %s SELECT * FROM %s".formatted(old, kept));
    execute("INSERT INTO %s SELECT * FROM %s".formatted(old, kept));
    fill(old, 100, 2, 2);
    fill(recomputed, 100, 1, 1);
    TableName carried = staging();
    List<String> days = List.of("20010101", "20010102");

    assertThat(warehouse().copyBeyond(old, days, List.of(kept, recomputed), own(carried)))
        .isEqualTo(5);
    assertThat(text("SELECT toString(arraySort(groupArray(id))) FROM " + carried))
        .isEqualTo("[0,1,2,3,101]");
    assertThat(warehouse().copyBeyond(old, List.of("20010101"), List.of(), own(carried)))
        .isEqualTo(5);
  }

  @Test
  default void refusesToCompareRowsThatMergesChange() {
    TableName summing = table("summing");
    execute(
        "CREATE TABLE %s (id UInt32, n UInt64) ENGINE = SummingMergeTree ORDER BY id"
            .formatted(summing));

    assertFails(
        ErrorCode.ILLEGAL_STATE,
        "SummingMergeTree",
        () -> warehouse().copyBeyond(summing, List.of("all"), List.of(), own(staging())));
  }

  @Test
  default void movesAllPartitionsOnce() {
    TableName carried = workingEvents("moved_from");
    TableName live = events("moved_into");
    fill(live, 0, 4, 2);
    fill(carried, 100, 6, 3);

    warehouse().moveAll(own(carried), live);
    warehouse().moveAll(own(carried), live);

    assertThat(count(live)).isEqualTo(10);
    assertThat(count(carried)).isZero();
    assertThat(warehouse().parts(carried, List.of())).isEmpty();
    assertFails(
        ErrorCode.TABLE_UNKNOWN,
        "missing",
        () -> warehouse().moveAll(own(workingTable("missing")), live));
  }
}
