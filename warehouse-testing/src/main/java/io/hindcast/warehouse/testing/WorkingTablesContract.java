package io.hindcast.warehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.table.TableName;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How working tables come, are filled and go. */
interface WorkingTablesContract extends WarehouseFixture {
  @Test
  default void createsATableLikeAnotherWithItsDatabaseAndOnlyOnce() {
    TableName live = events("live");
    fill(live, 0, 10, 2);
    TableName shadow = workingTable("shadow");

    warehouse().createLike(shadow, live);
    fill(shadow, 0, 3, 1);
    warehouse().createLike(shadow, live);

    assertThat(count(shadow)).isEqualTo(3);
    assertThat(warehouse().describe(shadow).orElseThrow().columns())
        .isEqualTo(warehouse().describe(live).orElseThrow().columns());
    assertFails(
        ErrorCode.TABLE_UNKNOWN,
        "missing",
        () -> warehouse().createLike(staging(), table("missing")));
  }

  @Test
  default void listsTablesByTheStartOfTheirNames() {
    events("bf_2");
    events("bf_1");
    events("bfx");
    events("bg_1");

    assertThat(node().tablesWithPrefix(table("x").database(), "bf_"))
        .containsExactly(table("bf_1"), table("bf_2"));
    assertThat(node().tablesWithPrefix("no_such_database", "")).isEmpty();
  }

  @Test
  default void dropsATableOnceAndForAll() {
    TableName table = workingEvents("dropped");
    fill(table, 0, 10, 2);

    warehouse().drop(own(table));
    warehouse().drop(own(table));

    assertThat(warehouse().describe(table)).isEmpty();
  }

  @Test
  default void promotesWhatIsOwnedAndNothingElse() {
    TableName shadow = events("shadow");
    TableName staging = events("staging");
    fill(shadow, 100, 6, 3);
    execute(
        "INSERT INTO %s (day, id) VALUES ('2001-01-01', 1), ('2001-01-03', 3)".formatted(staging));
    String staged = contentHash(staging, "20010101");

    warehouse().promote(staging, shadow, List.of("20010101", "20010102"));
    warehouse().promote(staging, shadow, List.of("20010101", "20010102"));

    assertThat(
            text(
                "SELECT toString(groupArray((day, id))) FROM (SELECT * FROM %s ORDER BY id)"
                    .formatted(shadow)))
        .isEqualTo("[('2001-01-01',1),('2001-01-03',102),('2001-01-03',105)]");
    assertThat(contentHash(shadow, "20010101")).isEqualTo(staged);
    assertThat(count(staging)).isEqualTo(2);
  }

  private String contentHash(TableName table, String partition) {
    return warehouse().parts(table, List.of(partition)).getFirst().contentHash();
  }

  @Test
  default void promotesAnUnpartitionedTable() {
    TableName shadow = table("whole_shadow");
    execute("CREATE TABLE %s (id UInt32) ENGINE = MergeTree ORDER BY id".formatted(shadow));
    TableName staging = table("whole_staging");
    execute("CREATE TABLE %s AS %s".formatted(staging, shadow));
    execute("INSERT INTO %s SELECT 1".formatted(shadow));
    execute("INSERT INTO %s SELECT number FROM numbers(5)".formatted(staging));

    assertThat(warehouse().partitions(shadow, ZoneOffset.UTC))
        .singleElement()
        .satisfies(whole -> assertThat(whole.id()).isEqualTo("all"));
    warehouse().promote(staging, shadow, List.of("all"));
    assertThat(count(shadow)).isEqualTo(5);

    execute("TRUNCATE TABLE %s".formatted(staging));
    warehouse().promote(staging, shadow, List.of("all"));
    assertThat(count(shadow)).isZero();
  }

  @Test
  default void promotesAThousandPartitions() {
    TableName shadow = events("many_shadow");
    TableName staging = events("many_staging");
    execute(
        "INSERT INTO %s (day, id) SELECT toDate('2001-01-01') + number %% 1000, number FROM numbers(2000) SETTINGS max_partitions_per_insert_block = 0"
            .formatted(staging));
    List<String> ids =
        warehouse().partitions(staging, ZoneOffset.UTC).stream().map(p -> p.id()).toList();

    warehouse().promote(staging, shadow, ids);

    assertThat(ids).hasSize(1000);
    assertThat(count(shadow)).isEqualTo(2000);
    assertThat(warehouse().fingerprints(shadow)).isEqualTo(warehouse().fingerprints(staging));
  }

  @Test
  default void assemblesWhatIsOwnedOutOfSeveralTablesAndNothingElse() {
    TableName shadow = events("shadow");
    TableName first = events("first");
    TableName second = events("second");
    fill(shadow, 100, 8, 4);
    execute(
        "INSERT INTO %s (day, id) VALUES ('2001-01-01', 1), ('2001-01-03', 9)".formatted(first));
    execute(
        "INSERT INTO %s (day, id) VALUES ('2001-01-01', 1), ('2001-01-02', 2)".formatted(second));
    List<String> owned = List.of("20010101", "20010102", "20010104");

    for (String name : List.of("once", "twice")) {
      TableName assembly = workingTable(name);
      warehouse().assemble(own(assembly), List.of(first, second), shadow, owned);

      assertThat(warehouse().describe(assembly)).isEmpty();
      assertThat(
              text(
                  "SELECT toString(groupArray((day, id))) FROM (SELECT * FROM %s ORDER BY day, id)"
                      .formatted(shadow)))
          .isEqualTo(
              "[('2001-01-01',1),('2001-01-01',1),('2001-01-02',2),('2001-01-03',102),('2001-01-03',106)]");
    }
    assertThat(count(first) + count(second)).isEqualTo(4);
  }

  @Test
  default void assemblesNothingWhenATableIsMissing() {
    TableName shadow = events("shadow");
    TableName there = events("there");
    fill(shadow, 0, 3, 1);
    fill(there, 10, 2, 1);

    assertFails(
        ErrorCode.TABLE_UNKNOWN,
        "gone",
        () ->
            warehouse()
                .assemble(
                    own(staging()), List.of(there, table("gone")), shadow, List.of("20010101")));
    assertFails(
        ErrorCode.TABLE_UNKNOWN,
        "gone",
        () ->
            warehouse()
                .assemble(own(staging()), List.of(there), table("gone"), List.of("20010101")));
    assertThat(count(shadow)).isEqualTo(3);
  }

  @Test
  default void assemblesAnUnpartitionedTableOutOfManyParts() {
    TableName shadow = table("whole_shadow");
    execute("CREATE TABLE %s (id UInt32) ENGINE = MergeTree ORDER BY id".formatted(shadow));
    List<TableName> chunks =
        IntStream.range(0, 300).mapToObj(i -> table("chunk_" + i % 3)).toList();
    chunks.stream()
        .distinct()
        .forEach(chunk -> {
          execute("CREATE TABLE %s AS %s".formatted(chunk, shadow));
          execute("INSERT INTO %s SELECT number FROM numbers(10)".formatted(chunk));
        });

    warehouse().assemble(own(staging()), chunks, shadow, List.of("all"));

    assertThat(count(shadow)).isEqualTo(3000);
  }

  @Test
  default void doesNotTakeAMissingTableForAnEmptyOne() {
    TableName there = events("there");
    fill(there, 0, 3, 1);

    assertFails(
        ErrorCode.TABLE_UNKNOWN,
        "gone",
        () -> warehouse().promote(table("gone"), there, List.of("20010101")));
    assertFails(
        ErrorCode.TABLE_UNKNOWN,
        "gone",
        () -> warehouse().promote(there, table("gone"), List.of("20010101")));
    assertThat(count(there)).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a`b",
        "x; DROP TABLE y",
        "a.b",
        "a'b\"c",
        "back\\slash",
        "{from:Date}",
        "a?b -- /*",
        "%s",
        " blank ",
        "日本語😀",
        "select"
      })
  default void takesAnyName(String name) {
    TableName plain = events("plain");
    fill(plain, 0, 4, 2);
    TableName strange = inWorkingDatabase(name);

    warehouse().createLike(strange, plain);
    warehouse().promote(plain, strange, List.of("20010101", "20010102"));

    assertThat(warehouse().contents(strange, List.of("20010101")))
        .isEqualTo(warehouse().contents(plain, List.of("20010101")));
    assertThat(node().tablesWithPrefix(workingDatabase(), name)).containsExactly(strange);
    assertThat(warehouse().sourceParts(List.of(strange), ZoneOffset.UTC)).hasSize(2);
    assertThat(IntStream.of(warehouse().partitions(strange, ZoneOffset.UTC).size())).contains(2);
    assertFails(ErrorCode.TABLE_FOREIGN, name, () -> own(strange));
  }

  @Test
  default void takesNoOtherTableForOneOfItsOwn() {
    TableName ours = workingTable("g0_shadow");
    assertThat(own(ours).name()).isEqualTo(ours);

    for (TableName other :
        List.of(
            table(ours.table()),
            inWorkingDatabase("victim"),
            inWorkingDatabase("bf_"),
            inWorkingDatabase("bf_x_g0_shadow"),
            inWorkingDatabase(ours.table() + "`"),
            new TableName("system", "tables"))) {
      assertFails(ErrorCode.TABLE_FOREIGN, other.table(), () -> own(other));
    }
  }
}
