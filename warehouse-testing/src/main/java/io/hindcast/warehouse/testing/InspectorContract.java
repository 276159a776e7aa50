package io.hindcast.warehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.fence.SourcePart;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.core.view.Dependent;
import io.hindcast.core.view.Dependent.Relation;
import io.hindcast.core.view.View;
import io.hindcast.core.view.ViewGraph;
import io.hindcast.warehouse.ColumnDescription;
import io.hindcast.warehouse.ColumnDescription.Kind;
import io.hindcast.warehouse.PartitionStats;
import io.hindcast.warehouse.TableDescription;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the metadata must tell. */
interface InspectorContract extends WarehouseFixture {
  TimeRange FIRST_DAY =
      new TimeRange(Instant.parse("2001-01-01T00:00:00Z"), Instant.parse("2001-01-02T00:00:00Z"));

  @Test
  default void tellsVersionZoneAndFreeDisk() {
    var info = node().info();

    assertThat(info.version()).isNotBlank();
    assertThat(info.zone()).isEqualTo(ZoneId.of(text("SELECT serverTimezone()")));
    assertThat(info.freeDiskBytes()).isPositive();
    assertThat(info.totalDiskBytes()).isGreaterThanOrEqualTo(info.freeDiskBytes());
  }

  @Test
  default void describesATable() {
    TableName table = table("described");
    execute(
        ("CREATE TABLE %s (day Date, id UInt32 DEFAULT 7, twice UInt32 MATERIALIZED id * 2,"
                + " thrice UInt32 ALIAS id * 3, given UInt32 EPHEMERAL) ENGINE = MergeTree"
                + " PARTITION BY toYYYYMM(day) ORDER BY (day, id)")
            .formatted(table));
    execute("INSERT INTO %s (day) VALUES ('2001-01-01')".formatted(table));

    TableDescription found = warehouse().describe(table).orElseThrow();

    assertThat(found.engine()).isEqualTo("MergeTree");
    assertThat(found.atomicDatabase()).isTrue();
    assertThat(found.partitionKey()).isEqualTo("toYYYYMM(day)");
    assertThat(found.sortingKey()).isEqualTo("day, id");
    assertThat(found.rows()).isEqualTo(1);
    assertThat(found.uuid()).isEqualTo(warehouse().storageOf(table).orElseThrow());
    assertThat(found.columns())
        .extracting(ColumnDescription::name, ColumnDescription::kind)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("day", Kind.ORDINARY),
            org.assertj.core.groups.Tuple.tuple("id", Kind.DEFAULT),
            org.assertj.core.groups.Tuple.tuple("twice", Kind.MATERIALIZED),
            org.assertj.core.groups.Tuple.tuple("thrice", Kind.ALIAS),
            org.assertj.core.groups.Tuple.tuple("given", Kind.EPHEMERAL));
  }

  @Test
  default void describesNothingWhereThereIsNoTable() {
    assertThat(warehouse().describe(table("missing"))).isEmpty();
    assertThat(warehouse().describe(new TableName(nodeName(), "no_such_database", "missing")))
        .isEmpty();
  }

  @Test
  default void listsPartitionsWithTheirDaysInTheSpecsCalendar() {
    TableName table = events("sized");
    fill(table, 0, 4, 2);
    fill(table, 10, 2, 1);
    execute("ALTER TABLE %s DROP PARTITION ID '20010102'".formatted(table));

    List<PartitionStats> found = warehouse().partitions(table, ZoneId.of("Europe/Berlin"));

    assertThat(found).hasSize(1);
    PartitionStats first = found.getFirst();
    assertThat(first.id()).isEqualTo("20010101");
    assertThat(first.rows()).isEqualTo(4);
    assertThat(first.parts()).isEqualTo(2);
    assertThat(first.bytes()).isPositive();
    assertThat(first.span())
        .isEqualTo(
            new TimeRange(
                Instant.parse("2000-12-31T23:00:00Z"), Instant.parse("2001-01-01T23:00:00Z")));
  }

  @Test
  default void listsNoPartitionsOfAnEmptyTable() {
    assertThat(warehouse().partitions(events("empty"), ZoneOffset.UTC)).isEmpty();
    assertFails(
        ErrorCode.TABLE_UNKNOWN,
        "missing",
        () -> warehouse().partitions(table("missing"), ZoneOffset.UTC));
  }

  @Test
  default void knowsTheSpansOfInstants() {
    assertThat(spanOf("DateTime('Asia/Tokyo')", "toYYYYMM(at)", "2001-01-05 09:00:00"))
        .isEqualTo(
            new TimeRange(
                Instant.parse("2001-01-05T00:00:00Z"), Instant.parse("2001-01-05T00:00:01Z")));
    assertThat(spanOf("DateTime64(6, 'UTC')", "toYYYYMMDD(at)", "2001-01-05 10:00:00.250000"))
        .isEqualTo(
            new TimeRange(
                Instant.parse("2001-01-05T10:00:00Z"), Instant.parse("2001-01-05T10:00:01Z")));
  }

  @Test
  default void knowsNoSpanWhereMetadataHasNoneOrIsAmbiguous() {
    assertThat(spanOf("DateTime64(3, 'UTC')", "toYear(at)", "1950-01-05 00:00:00")).isNull();
    assertThat(spanOf("Date32", "at", "2001-01-05")).isNull();
    assertThat(spanOf("Nullable(Date)", "at", "2001-01-05")).isNull();
    assertThat(spanOf("Date, other DateTime DEFAULT 1", "(at, toDate(other))", "2001-01-05"))
        .isNull();
    assertThat(spanOf("UInt32", "at", "7")).isNull();
    assertThat(spanOf("Date", "tuple()", "2001-01-05")).isNull();
  }

  private @org.jspecify.annotations.Nullable TimeRange spanOf(
      String type, String key, String value) {
    TableName table = table("span_" + java.util.UUID.randomUUID().toString().substring(0, 8));
    execute(
        "CREATE TABLE %s (at %s) ENGINE = MergeTree PARTITION BY %s ORDER BY tuple() SETTINGS allow_nullable_key = 1"
            .formatted(table, type, key));
    execute("INSERT INTO %s (at) VALUES ('%s')".formatted(table, value));
    return warehouse().partitions(table, ZoneOffset.UTC).getFirst().span();
  }

  @Test
  default void fencesSourcesAgainstNewRowsButNotAgainstMerges() {
    TableName source = events("source");
    TableName other = events("other");
    fill(source, 0, 10, 2);
    fill(source, 20, 10, 2);
    fill(other, 0, 5, 1);
    List<TableName> sources = List.of(source, other);
    SourceFence fence = SourceFence.around(FIRST_DAY, sourceParts(sources));

    execute("OPTIMIZE TABLE %s FINAL".formatted(source));
    assertThat(fence.movedWithin(FIRST_DAY, sourceParts(sources))).isFalse();

    execute("INSERT INTO %s (day) VALUES ('2001-01-02')".formatted(source));
    assertThat(fence.movedWithin(FIRST_DAY, sourceParts(sources))).isFalse();

    execute("INSERT INTO %s (day) VALUES ('2001-01-01')".formatted(other));
    assertThat(fence.movedWithin(FIRST_DAY, sourceParts(sources))).isTrue();
  }

  @Test
  default void fencesSourcesAgainstChangedAndDroppedRows() {
    TableName source = events("changed");
    fill(source, 0, 10, 2);
    SourceFence fence = SourceFence.around(FIRST_DAY, sourceParts(List.of(source)));

    execute(
        "ALTER TABLE %s UPDATE name = 'x' WHERE id = 2 SETTINGS mutations_sync = 1"
            .formatted(source));
    assertThat(fence.movedWithin(FIRST_DAY, sourceParts(List.of(source)))).isTrue();

    SourceFence later = SourceFence.around(FIRST_DAY, sourceParts(List.of(source)));
    execute("ALTER TABLE %s DROP PARTITION ID '20010101'".formatted(source));
    assertThat(later.movedWithin(FIRST_DAY, sourceParts(List.of(source)))).isTrue();
  }

  @Test
  default void doesNotTakeACollapsedRowForADeletedOne() {
    TableName source = table("replacing");
    execute(
        "CREATE TABLE %s (%s) ENGINE = ReplacingMergeTree PARTITION BY day ORDER BY id"
            .formatted(source, EVENTS));
    fill(source, 0, 10, 1);
    fill(source, 0, 10, 1);
    SourceFence fence = SourceFence.around(FIRST_DAY, sourceParts(List.of(source)));

    execute("OPTIMIZE TABLE %s FINAL".formatted(source));

    assertThat(fence.movedWithin(FIRST_DAY, sourceParts(List.of(source)))).isFalse();
  }

  @Test
  default void countsNoRowsThatMayExpire() {
    TableName source = table("expiring");
    execute(
        ("CREATE TABLE %s (%s) ENGINE = MergeTree PARTITION BY day ORDER BY id"
                + " TTL day + INTERVAL 100 YEAR")
            .formatted(source, EVENTS));
    fill(source, 0, 10, 1);

    assertThat(sourceParts(List.of(source)))
        .singleElement()
        .satisfies(part -> assertThat(part.rows()).isZero());
  }

  @Test
  default void refusesAMissingSource() {
    assertFails(ErrorCode.TABLE_UNKNOWN, "missing", () -> sourceParts(List.of(table("missing"))));
    assertFails(
        ErrorCode.TABLE_UNKNOWN,
        "missing",
        () -> sourceParts(List.of(events("present"), table("missing"))));
    assertThat(sourceParts(List.of(events("empty_source")))).isEmpty();
    assertThat(sourceParts(List.of())).isEmpty();
  }

  private List<SourcePart> sourceParts(List<TableName> sources) {
    return warehouse().sourceParts(sources, ZoneOffset.UTC);
  }

  @Test
  default void describesAQueryWithoutRunningIt() {
    var binding = range("2001-01-01T00:00:00Z", "2001-01-02T00:00:00Z");

    assertThat(
            node()
                .describeQuery(
                    "SELECT toDate({from:DateTime64(6)}) AS day, throwIf(1) AS n -- no more;",
                    binding,
                    Map.of()))
        .extracting(ColumnDescription::name, ColumnDescription::type)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("day", "Date"),
            org.assertj.core.groups.Tuple.tuple("n", "UInt8"));
    assertFails(
        ErrorCode.TRANSFORM_FAILED,
        "nonsense",
        () -> node().describeQuery("SELECT nonsense", binding, Map.of()));
  }

  @Test
  default void findsViewsInBothDirections() {
    TableName table = events("viewed");
    TableName feeding = events("feeding");
    TableName into = table("into_view");
    TableName from = table("from`view");
    execute(
        "CREATE MATERIALIZED VIEW %s TO %s AS SELECT * FROM %s".formatted(into, table, feeding));
    execute(
        "CREATE MATERIALIZED VIEW %s.`from\\`view` ENGINE = MergeTree ORDER BY id AS SELECT id FROM %s"
            .formatted(from.database(), table));

    ViewGraph views = node().views();
    assertThat(views.around(table))
        .extracting(found -> found.view().name(), Dependent::relation)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(into, Relation.WRITES_INTO),
            org.assertj.core.groups.Tuple.tuple(from, Relation.READS_FROM));
    assertThat(views.around(into)).isEmpty();
    View writing = views.find(into).orElseThrow();
    assertThat(writing.kind()).isEqualTo(View.Kind.MATERIALIZED);
    assertThat(writing.firesOn()).containsExactly(feeding);
    assertThat(writing.into()).isEqualTo(table);
    assertThat(writing.select()).contains("SELECT *").contains(feeding.table());
    assertThat(warehouse().existing(List.of(table, into, table("absent"))))
        .containsExactlyInAnyOrder(table, into);
  }

  @Test
  default void tellsViewsThatFireFromViewsThatLookUp() {
    TableName table = events("looked_at");
    TableName sums = table("sums");
    execute(
        "CREATE TABLE %s (day Date, n UInt64) ENGINE = SummingMergeTree ORDER BY day"
            .formatted(sums));
    execute(
        "CREATE MATERIALIZED VIEW %s TO %s AS SELECT day, count() AS n FROM %s GROUP BY day"
            .formatted(table("fires"), sums, table));
    execute(
        ("CREATE MATERIALIZED VIEW %s REFRESH EVERY 1 YEAR APPEND TO %s AS"
                + " SELECT day, count() AS n FROM %s GROUP BY day")
            .formatted(table("refreshed"), sums, table));
    execute("CREATE VIEW %s AS SELECT max(day) FROM %s".formatted(table("plain"), table));
    execute("CREATE VIEW %s AS SELECT max(n) FROM %s".formatted(table("chained"), sums));
    execute(
        ("CREATE DICTIONARY %s (id UInt64, name String) PRIMARY KEY id LAYOUT(FLAT()) LIFETIME(0)"
                + " SOURCE(CLICKHOUSE(DB '%s' TABLE '%s'))")
            .formatted(table("dictionary"), table.database(), table.table()));

    assertThat(node().views().around(table))
        .extracting(
            found -> found.view().name().table(), found -> found.view().kind(), Dependent::relation)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "dictionary", View.Kind.DICTIONARY, Relation.LOOKS_UP),
            org.assertj.core.groups.Tuple.tuple(
                "fires", View.Kind.MATERIALIZED, Relation.READS_FROM),
            org.assertj.core.groups.Tuple.tuple("plain", View.Kind.PLAIN, Relation.LOOKS_UP),
            org.assertj.core.groups.Tuple.tuple(
                "refreshed", View.Kind.REFRESHED, Relation.LOOKS_UP),
            org.assertj.core.groups.Tuple.tuple("chained", View.Kind.PLAIN, Relation.LOOKS_UP));
  }

  @Test
  default void tellsWhetherRowsVanishByThemselves() {
    TableName kept = events("kept");
    TableName gone = table("gone");
    execute(
        ("CREATE TABLE %s (%s) ENGINE = MergeTree PARTITION BY day ORDER BY id"
                + " TTL day + INTERVAL 100 YEAR")
            .formatted(gone, EVENTS));

    assertThat(warehouse().describe(kept).orElseThrow().expires()).isFalse();
    assertThat(warehouse().describe(gone).orElseThrow().expires()).isTrue();
  }
}
