package io.hindcast.warehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.plan.KeyColumn;
import io.hindcast.core.plan.KeyedPartition;
import io.hindcast.core.spec.AffectedKeys;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.RowFilter;
import io.hindcast.core.task.RowFilter.Clause;
import io.hindcast.core.task.RowFilter.Sense;
import io.hindcast.core.task.RowFilter.Term;
import io.hindcast.warehouse.AttemptOrder;
import io.hindcast.warehouse.PartitionKeys;
import io.hindcast.warehouse.RangeBinding;
import io.hindcast.warehouse.StagedContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What partition keys with more than time must do. */
interface KeyContract extends WarehouseFixture {
  String HOSTILE = "o'neil\\'); \n\t`x`\"\0é–";

  /** A type, and an expression that yields several values of it. */
  List<List<String>> TYPES =
      List.of(
          List.of("String", "arrayJoin(['', 'a', '(1,2)', 'o\\'n\\n\\t\\\\'])"),
          List.of("LowCardinality(String)", "arrayJoin(['', 'a', 'o\\'n'])"),
          List.of("FixedString(3)", "arrayJoin(['ab', 'abc'])"),
          List.of("UInt64", "arrayJoin([0, 18446744073709551615])"),
          List.of("Int32", "arrayJoin([-5, 0, 7])"),
          List.of("UUID", "arrayJoin(['61f0c404-5cb3-11e7-907b-a6006ad3dba0'])"),
          List.of("Enum8('it\\'s' = -1, 'c' = 2)", "arrayJoin(['it\\'s', 'c'])"),
          List.of("Bool", "arrayJoin([true, false])"),
          List.of("Date", "arrayJoin(['2001-01-31', '2020-02-29'])"),
          List.of("Date32", "arrayJoin(['1925-01-31', '2020-02-29'])"),
          List.of("DateTime('Europe/Berlin')", "arrayJoin([toDateTime(1004226300), 1004229900])"),
          List.of("IPv4", "arrayJoin(['1.2.3.4'])"),
          List.of("Decimal(9, 2)", "arrayJoin([1.5, -2])"));

  /** Two of the times are printed alike: the hour that the clock goes back over. */
  @Test
  default void theIdOfValuesIsThatOfThePartition() {
    for (List<String> type : TYPES) {
      TableName table = table("keyed_" + TYPES.indexOf(type));
      execute(
          "CREATE TABLE %s (k %s, n UInt32) ENGINE = MergeTree PARTITION BY k ORDER BY n"
              .formatted(table, type.getFirst()));
      execute("INSERT INTO %s SELECT %s, 1".formatted(table, type.getLast()));

      assertSameIds(table, List.of("k"), type.getFirst().startsWith("DateTime"));
    }
  }

  @Test
  default void theIdOfATupleIsThatOfThePartition() {
    TableName table = table("tuples");
    execute(
        ("CREATE TABLE %s (at DateTime('America/New_York'), s String, e Enum8('it\\'s' = -1), n Int64)"
                + " ENGINE = MergeTree PARTITION BY (toStartOfHour(at), s, e, n %% 300) ORDER BY n")
            .formatted(table));
    execute(
        "INSERT INTO %s SELECT toDateTime(1609459200 + number * 3600), 'o\\'n\\n\\\\', 'it\\'s', -7 FROM numbers(3)"
            .formatted(table));

    assertSameIds(table, List.of("toStartOfHour(at)", "s", "e", "n % 300"), false);
    assertThat(
            warehouse()
                .partitionKeys(table, List.of("toStartOfHour(at)", "s", "e", "n % 300"))
                .partitions())
        .extracting(KeyedPartition::values)
        .contains(List.of("1609459200", "o'n\n\\", "it's", "-7"));
  }

  /** The remainder of such a column's hash is a LowCardinality number, which is hard to name. */
  @Test
  default void readsBucketsOfAColumnOfLowCardinality() {
    TableName table = table("low");
    execute(
        ("CREATE TABLE %s (day Date, tenant LowCardinality(String)) ENGINE = MergeTree PARTITION BY"
                + " (toYYYYMM(day), sipHash64(tenant) %% 4, tenant) ORDER BY day")
            .formatted(table));
    execute("INSERT INTO %s SELECT '2001-01-01', arrayJoin(['a', 'b', 'c'])".formatted(table));

    assertSameIds(table, List.of("toYYYYMM(day)", "sipHash64(tenant) % 4", "tenant"), false);
    assertThat(
            warehouse()
                .keyValues(
                    table,
                    new KeyColumn("tenant", List.of("sipHash64(tenant) % 4")),
                    new AffectedKeys.Values(null, List.of("a")),
                    all()))
        .containsExactly(List.of(text("SELECT toString(sipHash64('a') % 4)")));
  }

  @Test
  default void computesIdsOfPartitionsThatAreNotThere() {
    List<List<String>> values = new ArrayList<>();
    for (int i = 0; i < 12_345; i++) {
      values.add(List.of("202101", "" + i));
    }

    List<String> ids = warehouse().partitionIds(List.of("UInt32", "UInt16"), values);

    assertThat(ids).hasSize(12_345).startsWith("202101-0", "202101-1").endsWith("202101-12344");
    assertThat(warehouse().partitionIds(List.of("Date"), List.of(List.of("20210131"))))
        .containsExactly("20210131");
    assertThat(warehouse().partitionIds(List.of("String"), List.of(List.of(HOSTILE)))).hasSize(1);
    assertThat(warehouse().partitionIds(List.of("Date"), List.of())).isEmpty();
  }

  @Test
  default void mapsListedKeysToTheirBuckets() {
    TableName table = tenants("listed");
    KeyColumn column = new KeyColumn("tenant", List.of("tenant", "sipHash64(tenant) % 16"));

    List<List<String>> found =
        warehouse()
            .keyValues(table, column, new AffectedKeys.Values(null, List.of("a", HOSTILE)), all());

    assertThat(found)
        .containsExactlyInAnyOrder(
            List.of("a", text("SELECT toString(sipHash64('a') % 16)")),
            List.of(HOSTILE, bucket(HOSTILE)));
  }

  private String bucket(String tenant) {
    return text(
        "SELECT toString(sipHash64(unhex('%s')) %% 16)"
            .formatted(
                java.util.HexFormat.of()
                    .formatHex(tenant.getBytes(java.nio.charset.StandardCharsets.UTF_8))));
  }

  @Test
  default void asksAQueryForTheKeys() {
    TableName table = tenants("queried");
    KeyColumn column = new KeyColumn("tenant", List.of("tenant"));
    String sql =
        "SELECT arrayJoin([NULL, 'b', 'a', 'b']) AS tenant WHERE {from:Date} = '2001-01-01' -- why";

    assertThat(warehouse().keyValues(table, column, new AffectedKeys.Query(null, sql), all()))
        .containsExactlyInAnyOrder(List.of("a"), List.of("b"));
    assertThat(
            warehouse()
                .keyValues(
                    table, column, new AffectedKeys.Query(null, "SELECT 'x' WHERE 0"), all()))
        .isEmpty();
  }

  @Test
  default void saysWhatIsWrongWithTheKeys() {
    TableName table = tenants("wrong");
    KeyColumn number = new KeyColumn("n", List.of("n"));

    assertFails(
        ErrorCode.SPEC_INVALID,
        "target.keys",
        () ->
            warehouse()
                .keyValues(table, number, new AffectedKeys.Values(null, List.of("x")), all()));
    assertFails(
        ErrorCode.SPEC_INVALID,
        "one column, found 2",
        () ->
            warehouse()
                .keyValues(table, number, new AffectedKeys.Query(null, "SELECT 1, 2"), all()));
    assertFails(
        ErrorCode.PLAN_TOO_LARGE,
        "100,000",
        () ->
            warehouse()
                .keyValues(
                    table,
                    number,
                    new AffectedKeys.Query(null, "SELECT number FROM numbers(100001)"),
                    all()));
  }

  @Test
  default void anAttemptTakesTheRowsOfItsKeysAlone() {
    TableName target = tenants("filtered");
    List<String> tenants = new ArrayList<>(List.of(HOSTILE));
    for (int i = 0; i < 2000; i++) {
      tenants.add("some tenant that is not there " + i);
    }
    Clause chosen = clause(List.of("tenant"), List.of("String"), Sense.AMONG, tenants);
    Clause others = clause(List.of("n % 2"), List.of("UInt8"), Sense.EXCEPT, List.of("1"));

    assertThat(taken(target, List.of(chosen))).isEqualTo(4);
    assertThat(taken(target, List.of(others))).isEqualTo(4);
    assertThat(taken(target, List.of(chosen, others))).isEqualTo(2);
  }

  @Test
  default void anAttemptComparesTuples() {
    TableName target = tenants("paired");
    Clause pairs =
        new Clause(
            List.of(new Term("tenant", "LowCardinality(String)"), new Term("n % 2", "UInt8")),
            Sense.AMONG,
            List.of(List.of(HOSTILE, "0"), List.of("a", "1"), List.of("a", "7")));

    assertThat(taken(target, List.of(pairs))).isEqualTo(4);
    assertThat(taken(target, List.of(new Clause(pairs.terms(), Sense.EXCEPT, pairs.values()))))
        .isEqualTo(4);
  }

  private long taken(TableName target, List<Clause> clauses) {
    AttemptOrder plain =
        order(
            target,
            """
            SELECT toDate('2001-01-01') AS day, number AS n, if(number < 4, 'a', concat('o\\'neil\\\\\\'); \\n\\t`x`"', char(0), 'é–')) AS tenant
            FROM numbers(8) -- eight rows
            """);
    StagedContent content =
        warehouse()
            .run(
                new AttemptOrder(
                    plain.queryId(),
                    target,
                    plain.staging(),
                    List.of("day", "n", "tenant"),
                    plain.sql(),
                    plain.binding(),
                    100,
                    Map.of(),
                    null,
                    new RowFilter(clauses)));
    return content.partitions().stream().mapToLong(StagedContent.Partition::rows).sum();
  }

  private static Clause clause(
      List<String> expressions, List<String> types, Sense sense, List<String> values) {
    return new Clause(
        List.of(new Term(expressions.getFirst(), types.getFirst())),
        sense,
        values.stream().map(List::of).toList());
  }

  private TableName tenants(String name) {
    TableName table = table(name);
    execute(
        ("CREATE TABLE %s (day Date, n UInt32, tenant LowCardinality(String)) ENGINE = MergeTree"
                + " PARTITION BY (toYYYYMM(day), n %% 2) ORDER BY n")
            .formatted(table));
    return table;
  }

  private void assertSameIds(TableName table, List<String> expressions, boolean repeatedHour) {
    PartitionKeys keys = warehouse().partitionKeys(table, expressions);
    assertThat(keys.partitions()).isNotEmpty();
    List<String> ids =
        warehouse()
            .partitionIds(
                keys.types(), keys.partitions().stream().map(KeyedPartition::values).toList());

    List<String> there =
        warehouse().partitions(table, java.time.ZoneOffset.UTC).stream()
            .map(stats -> stats.id())
            .sorted()
            .toList();
    assertThat(keys.partitions()).extracting(KeyedPartition::id).isEqualTo(there);
    if (!repeatedHour) {
      assertThat(ids).as("%s", keys).isEqualTo(there);
    }
  }

  private RangeBinding all() {
    return range("2001-01-01T00:00:00Z", "2002-01-01T00:00:00Z");
  }
}
