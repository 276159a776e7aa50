package io.hindcast.warehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.fence.SourcePart;
import io.hindcast.core.fence.SourceTally;
import io.hindcast.core.fence.SourceTally.Cell;
import io.hindcast.core.fence.SourceTally.Count;
import io.hindcast.core.fence.Telling;
import io.hindcast.core.fence.Way;
import io.hindcast.core.spec.Changes;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.warehouse.RangeBinding;
import io.hindcast.warehouse.SourceLook;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How the changes of a source are told must follow from how a statement reads it. */
interface ReadsContract extends WarehouseFixture {
  TimeRange JANUARY =
      new TimeRange(Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2024-02-01T00:00:00Z"));
  String TIMES = "at >= {from:DateTime('UTC')} AND at < {to:DateTime('UTC')}";

  /** A source with rows of January and March, made in another year. */
  private TableName source(String name, String partitionBy, String orderBy, String engine) {
    TableName table = table(name);
    execute(
        ("CREATE TABLE %s (at DateTime('UTC'), at64 DateTime64(3, 'UTC'), day Date, ms Int64,"
                + " made DateTime('UTC'), id UInt64, v UInt64) ENGINE = %s PARTITION BY %s"
                + " ORDER BY %s SETTINGS enable_block_number_column = 1,"
                + " enable_block_offset_column = 1")
            .formatted(table, engine, partitionBy, orderBy));
    insert(table, "2024-01-01 00:00:00", 0);
    insert(table, "2024-03-01 00:00:00", 1_000);
    return table;
  }

  private void insert(TableName table, String from, int id) {
    execute(
        ("INSERT INTO %1$s SELECT toDateTime('%2$s', 'UTC') + INTERVAL number HOUR AS at, at,"
                + " toDate(at), toUnixTimestamp(at) * 1000, toDateTime('2026-05-01', 'UTC') +"
                + " number, %3$d + number, 1 FROM numbers(600)")
            .formatted(table, from, id));
  }

  private SourceLook.Order fencing(TableName source, String sql) {
    return new SourceLook.Order(
        sql.replace(source.node() + ":", ""), // The node is no part of a statement.
        Map.of(),
        new RangeBinding(JANUARY, ZoneOffset.UTC),
        JANUARY,
        List.of(),
        new SourceLook.Probe(JANUARY, JANUARY),
        List.of(source),
        Changes.AUTOMATIC);
  }

  private Telling telling(TableName source, String sql) {
    List<SourcePart> parts = warehouse().sourceParts(List.of(source), ZoneOffset.UTC);
    return Objects.requireNonNull(
        new SourceLook(warehouse()).tellings(fencing(source, sql), parts).get(source));
  }

  private void assertTold(TableName source, String where, Way way, String column) {
    Telling telling = telling(source, "SELECT id, v FROM %s WHERE %s".formatted(source, where));
    assertThat(telling.way()).as("%s: %s", where, telling.why()).isEqualTo(way);
    assertThat(telling.count().timeColumn()).as(where).isEqualTo(column);
  }

  @Test
  default void partsTellOfTheColumnThatTheyArePartitionedBy() {
    TableName source = source("by_time", "toYYYYMM(at)", "id", "MergeTree");

    assertTold(source, TIMES, Way.METADATA, "");
    assertTold(
        source, "at BETWEEN {from:DateTime64(6)} AND {to:DateTime64(6)} - 1", Way.METADATA, "");
    assertTold(
        source, "toDate(at) >= {from:Date} AND toDate(at) < {to:Date} AND v = 1", Way.METADATA, "");
    assertTold(
        source,
        "toStartOfHour(at) >= {from:DateTime('UTC')} AND toStartOfHour(at) < {to:DateTime('UTC')}",
        Way.METADATA,
        "");
    assertTold(source, "(%s) OR v = 2".formatted(TIMES), Way.WHOLE, "");
    assertTold(
        source, "at >= {from:DateTime('UTC')} - 1 AND at < {to:DateTime('UTC')}", Way.WHOLE, "");
    assertTold(source, "at < {to:DateTime('UTC')} AND {from:Date} < {to:Date}", Way.WHOLE, "");
  }

  @Test
  default void partsOfAnotherTimeOrOfNoneDoNotTell() {
    for (String key :
        List.of("toYYYYMM(made)", "tuple()", "id % 4", "(toYYYYMM(at), toDate(made))")) {
      String name = "key_" + Integer.toHexString(key.hashCode());
      TableName source = source(name, key, "id", "MergeTree");

      assertTold(source, TIMES, Way.CONTENT, "at");
      assertTold(
          source,
          "at64 >= {from:DateTime64(3)} AND at64 < {to:DateTime64(3)}",
          Way.CONTENT,
          "at64");
      assertTold(source, "day >= {from:Date} AND day < {to:Date}", Way.CONTENT, "day");
      assertTold(
          source,
          "ms >= toUnixTimestamp({from:DateTime}) * 1000 AND ms < toUnixTimestamp({to:DateTime}) * 1000",
          Way.CONTENT,
          "ms");
    }
  }

  @Test
  default void everyReadOfASourceCounts() {
    TableName source = source("twice", "toYYYYMM(at)", "id", "MergeTree");
    String filtered = "SELECT id, v FROM %s WHERE %s".formatted(source, TIMES);

    assertThat(telling(source, filtered + " AND id IN (SELECT id FROM %s)".formatted(source)).way())
        .isEqualTo(Way.WHOLE);
    assertThat(
            telling(source, filtered + " AND v > (SELECT avg(v) FROM %s)".formatted(source)).way())
        .isEqualTo(Way.WHOLE);
    assertThat(telling(source, "%s UNION ALL %s".formatted(filtered, filtered)).way())
        .isEqualTo(Way.METADATA);
    assertThat(
            telling(
                    source,
                    "SELECT id, p FROM (SELECT *, lagInFrame(v) OVER (ORDER BY at) AS p FROM %s) WHERE %s"
                        .formatted(source, TIMES))
                .way())
        .isEqualTo(Way.WHOLE);
    assertThat(
            telling(
                    source,
                    "SELECT id, v FROM (SELECT id, v, made AS at FROM %s) WHERE %s"
                        .formatted(source, TIMES))
                .count()
                .timeColumn())
        .isEqualTo("made");
  }

  @Test
  default void looksThroughViews() {
    TableName source = source("viewed", "toYYYYMM(at)", "id", "MergeTree");
    TableName plain = table("plain_view");
    TableName hiding = table("hiding_view");
    execute("CREATE VIEW %s AS SELECT id, v, at AS t FROM %s".formatted(plain, source));
    execute(
        "CREATE VIEW %s AS SELECT id, v, at AS t FROM %s WHERE v > (SELECT avg(v) - 1 FROM %s)"
            .formatted(hiding, source, source));
    String where = TIMES.replace("at ", "t ");

    assertThat(telling(source, "SELECT id FROM %s WHERE %s".formatted(plain, where)).way())
        .isEqualTo(Way.METADATA);
    assertThat(telling(source, "SELECT id FROM %s WHERE %s".formatted(hiding, where)).way())
        .isEqualTo(Way.WHOLE);
  }

  @Test
  default void rowsThatMergesTakeAwayAreCounted() {
    TableName source = source("replacing_read", "toYYYYMM(at)", "id", "ReplacingMergeTree");

    Telling telling =
        telling(source, "SELECT id, v FROM %s FINAL WHERE %s".formatted(source, TIMES));

    assertThat(telling.way()).isEqualTo(Way.CONTENT);
    assertThat(telling.count().merged()).isTrue();
  }

  @Test
  default void aPendingUpdateIsAChangeOfItsPartition() {
    TableName source = source("patched", "toYYYYMM(at)", "id", "MergeTree");
    List<TableName> sources = List.of(source);
    TimeRange march =
        new TimeRange(Instant.parse("2024-03-01T00:00:00Z"), Instant.parse("2024-04-01T00:00:00Z"));
    SourceFence january =
        SourceFence.around(JANUARY, warehouse().sourceParts(sources, ZoneOffset.UTC));
    SourceFence later = SourceFence.around(march, warehouse().sourceParts(sources, ZoneOffset.UTC));

    execute(
        "UPDATE %s SET v = 5 WHERE at < '2024-02-01' SETTINGS enable_lightweight_update = 1"
            .formatted(source));

    List<SourcePart> now = warehouse().sourceParts(sources, ZoneOffset.UTC);
    assertThat(january.movedWithin(JANUARY, now)).isTrue();
    assertThat(later.movedWithin(march, now)).isFalse();
    assertTold(source, TIMES, Way.CONTENT, "at");
  }

  @Test
  default void countsTheRowsOfRanges() {
    TableName source = source("counted", "tuple()", "id", "MergeTree");
    List<TimeRange> ranges =
        List.of(
            new TimeRange(JANUARY.from(), Instant.parse("2024-01-02T00:00:00Z")),
            new TimeRange(
                Instant.parse("2024-01-02T00:00:00Z"), Instant.parse("2024-01-03T00:00:00Z")),
            new TimeRange(
                Instant.parse("2024-02-10T00:00:00Z"), Instant.parse("2024-02-11T00:00:00Z")),
            new TimeRange(
                Instant.parse("2024-03-01T00:00:00Z"), Instant.parse("2024-03-03T00:00:00Z")));
    for (Count count :
        List.of(
            new Count(source, "at", 0, List.of("id", "v"), false),
            new Count(source, "at64", 0, List.of(), false),
            new Count(source, "day", 0, List.of("v"), false),
            new Count(source, "ms", 1_000, List.of("v"), false))) {
      List<Cell> before = warehouse().count(count, ranges, ZoneOffset.UTC);
      assertThat(before).extracting(Cell::rows).as("%s", count).containsExactly(24L, 24L, 0L, 48L);
      assertThat(before).extracting(Cell::range).isEqualTo(ranges);
    }
    Count count = new Count(source, "at", 0, List.of("v"), false);
    List<Cell> before = warehouse().count(count, ranges, ZoneOffset.UTC);
    execute(
        "ALTER TABLE %s UPDATE v = 9 WHERE id = 30 SETTINGS mutations_sync = 1".formatted(source));
    List<Cell> after = warehouse().count(count, ranges, ZoneOffset.UTC);
    assertThat(after.get(0)).isEqualTo(before.get(0));
    assertThat(after.get(1)).isNotEqualTo(before.get(1));
    assertThat(
            warehouse().count(new Count(source, "", 0, List.of(), false), ranges, ZoneOffset.UTC))
        .containsExactly(
            new Cell(
                SourceTally.ALWAYS,
                1_200,
                warehouse()
                    .count(
                        new Count(source, "", 0, List.of(), false),
                        List.of(JANUARY),
                        ZoneOffset.UTC)
                    .getFirst()
                    .checksum()));
    assertThat(
            warehouse()
                .count(new Count(source, "at", 0, List.of("gone"), false), ranges, ZoneOffset.UTC))
        .isEmpty();
  }

  @Test
  default void tellsWhereTheRowsOfARangeAre() {
    TableName source = source("sliced", "tuple()", "id", "MergeTree");
    Count count = new Count(source, "at", 0, List.of(), false);

    assertThat(warehouse().slices(count, JANUARY, ZoneOffset.UTC))
        .hasSize(600)
        .allSatisfy(slice -> assertThat(slice.rows()).isOne())
        .allSatisfy(
            slice -> assertThat(JANUARY.encloses(Objects.requireNonNull(slice.span()))).isTrue());
  }

  @Test
  default void aFenceThatCountsHearsOfItsRangeAlone() {
    TableName source = source("late", "toYYYYMM(made)", "id", "MergeTree");
    SourceLook look = new SourceLook(warehouse());
    SourceFence fence =
        look.fence(fencing(source, "SELECT id, v FROM %s WHERE %s".formatted(source, TIMES)));

    insert(source, "2024-05-01 00:00:00", 5_000);
    assertThat(
            fence.movedWithin(JANUARY, look.now(List.of(source), ZoneOffset.UTC, List.of(fence))))
        .isFalse();

    insert(source, "2024-01-15 00:00:00", 9_000);
    assertThat(
            fence.movedWithin(JANUARY, look.now(List.of(source), ZoneOffset.UTC, List.of(fence))))
        .isTrue();
  }
}
