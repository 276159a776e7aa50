package io.hindcast.warehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.check.Figure;
import io.hindcast.core.check.PartitionRows;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.Aggregates;
import io.hindcast.warehouse.KeySearch;
import io.hindcast.warehouse.Metric;
import io.hindcast.warehouse.RangeBinding;
import io.hindcast.warehouse.RowDifference;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is measured over rows, and how rows are compared. */
interface MeasureContract extends WarehouseFixture {
  List<Metric> ALL =
      List.of(
          new Metric.Rows(),
          new Metric.DuplicateKeys(List.of("id", "amount")),
          new Metric.Nulls("amount"),
          new Metric.Nulls("name"),
          new Metric.Min("amount"),
          new Metric.Max("amount"));

  @Test
  default void measuresPerPartitionAndInTotal() {
    TableName table = events("measured");
    execute(
        ("INSERT INTO %s (day, id, amount) VALUES ('2001-01-01', 1, NULL), ('2001-01-01', 1, NULL),"
                + " ('2001-01-01', 1, 5), ('2001-01-01', 3, nan), ('2001-01-02', 1, 5),"
                + " ('2001-01-03', 9, NULL)")
            .formatted(table));

    Map<String, ?> each =
        warehouse().measure(table, List.of("20010101", "20010103", "20020101"), ALL);

    assertThat(each).containsOnlyKeys("20010101", "20010103");
    assertThat(each.get("20010101")).isEqualTo(List.of(4.0, 1.0, 3.0, 0.0, 5.0, 5.0));
    assertThat(each.get("20010103")).isEqualTo(Arrays.asList(1.0, 0.0, 1.0, 0.0, null, null));
    assertThat(warehouse().measureTotal(table, List.of("20010101", "20010102"), ALL))
        .isEqualTo(List.of(5.0, 2.0, 3.0, 0.0, 5.0, 5.0));
  }

  @Test
  default void measuresNothingOfNothing() {
    TableName table = events("unmeasured");

    assertThat(warehouse().measure(table, List.of("20010101"), ALL)).isEmpty();
    assertThat(warehouse().measure(table, List.of(), ALL)).isEmpty();
    assertThat(
            warehouse()
                .measureTotal(table, List.of(), List.of(new Metric.Rows(), new Metric.Min("id"))))
        .isEqualTo(Arrays.asList(0.0, null));
  }

  @Test
  default void measuresDatesAndDecimalsAsNumbers() {
    TableName table = table("decimal");
    execute(
        "CREATE TABLE %s (d Decimal(18, 2), u UInt64, partition_measured UInt8, n Nullable(Int8)) ENGINE = MergeTree ORDER BY u"
            .formatted(table));
    execute("INSERT INTO %s VALUES (1.25, 3, 0, NULL), (-2.5, 4, 0, 7)".formatted(table));

    assertThat(
            warehouse()
                .measureTotal(
                    table,
                    List.of("all"),
                    List.of(new Metric.Min("d"), new Metric.Max("u"), new Metric.Min("n"))))
        .isEqualTo(List.of(-2.5, 4.0, 7.0));
  }

  @Test
  default void aggregatesEachPartitionAndAllOfThemAtOnce() {
    TableName table = table("aggregated");
    execute(
        "CREATE TABLE %s (day Date, id UInt64, f Nullable(Float64)) ENGINE = MergeTree PARTITION BY day ORDER BY id"
            .formatted(table));
    execute(
        "INSERT INTO %s VALUES ('2001-01-01', 9007199254740993, 0.5), ('2001-01-02', 1, NULL), ('2001-01-03', 5, nan)"
            .formatted(table));
    List<String> expressions = List.of("sum(id) -- exact", "max(f)", "max(day)");

    Aggregates measured =
        warehouse().aggregates(table, List.of("20010101", "20010102", "20020101"), expressions);

    assertThat(measured.byPartition()).containsOnlyKeys("20010101", "20010102");
    assertThat(measured.byPartition().get("20010101"))
        .isEqualTo(
            List.of(
                Figure.of(new BigDecimal("9007199254740993")), Figure.of(0.5), Figure.of(11323)));
    assertThat(measured.byPartition().get("20010102"))
        .isEqualTo(Arrays.asList(Figure.of(1), null, Figure.of(11324)));
    assertThat(measured.total().getFirst())
        .isEqualTo(Figure.of(new BigDecimal("9007199254740994")));
    assertThat(warehouse().aggregates(table, List.of("20010103"), expressions).total().get(1))
        .isEqualTo(Figure.of(Double.NaN));
    Aggregates nothing = warehouse().aggregates(table, List.of(), List.of("count()", "max(f)"));
    assertThat(nothing.byPartition()).isEmpty();
    assertThat(nothing.total()).isEqualTo(Arrays.asList(Figure.of(0), null));
  }

  @Test
  default void findsRowsOutsideOfACondition() {
    TableName table = events("outside");
    fill(table, 0, 10, 5);

    assertThat(
            warehouse()
                .rowsExcept(
                    table, List.of("20010101", "20010102"), "`id` >= 1 AND `id` <= 4", "id"))
        .containsExactlyInAnyOrder(
            new PartitionRows("20010101", 2, "0 to 5"), new PartitionRows("20010102", 1, "6 to 6"));
    assertThat(warehouse().rowsExcept(table, List.of("20010102"), "`id` >= 1", "id")).isEmpty();
  }

  @Test
  default void findsRowsWhoseKeyAnotherTableLacks() {
    TableName before = events("keys_before");
    TableName after = events("keys_after");
    fill(before, 0, 10, 5);
    fill(after, 0, 8, 5);
    List<String> days =
        List.of("20010101", "20010102", "20010103", "20010104", "20010105", "20010106");

    for (KeySearch.Scope scope : KeySearch.Scope.values()) {
      assertThat(
              warehouse()
                  .rowsWithoutKey(
                      new KeySearch(before, "1", days, after, List.of("day", "id"), scope)))
          .containsExactly(
              new PartitionRows("20010104", 1, "('2001-01-04',8)"),
              new PartitionRows("20010105", 1, "('2001-01-05',9)"));
    }
    KeySearch others =
        new KeySearch(before, "`id` != 9", days, after, List.of("id"), KeySearch.Scope.PARTITION);
    assertThat(warehouse().rowsWithoutKey(others))
        .containsExactly(new PartitionRows("20010104", 1, "(8)"));
    execute("INSERT INTO %s (day, id) VALUES ('2001-03-01', 8)".formatted(after));
    assertThat(warehouse().rowsWithoutKey(others)).hasSize(1);
    assertThat(
            warehouse()
                .rowsWithoutKey(
                    new KeySearch(
                        before, "`id` != 9", days, after, List.of("id"), KeySearch.Scope.TABLE)))
        .isEmpty();
  }

  @Test
  default void aKeyThatIsNullIsAKey() {
    TableName before = events("nulls_before");
    TableName after = events("nulls_after");
    execute(
        "INSERT INTO %s (day, id, amount) VALUES ('2001-01-01', 1, NULL), ('2001-01-01', 2, 5)"
            .formatted(before));
    execute("INSERT INTO %s (day, id, amount) VALUES ('2001-01-01', 2, 5)".formatted(after));
    KeySearch search =
        new KeySearch(
            before, "1", List.of("20010101"), after, List.of("amount"), KeySearch.Scope.PARTITION);

    assertThat(warehouse().rowsWithoutKey(search)).hasSize(1);
    execute("INSERT INTO %s (day, id, amount) VALUES ('2001-01-01', 9, NULL)".formatted(after));
    assertThat(warehouse().rowsWithoutKey(search)).isEmpty();
  }

  @Test
  default void readsOneNumberForEachOfManyRanges() {
    TableName table = events("numbered_often");
    fill(table, 0, 10, 5);
    String sql =
        local(
            "SELECT count() FROM %s WHERE day >= {from:Date} AND day < {to:Date} -- {from:Date}"
                .formatted(table));
    List<RangeBinding> days =
        IntStream.range(0, 120)
            .mapToObj(day ->
                range(
                    Instant.parse("2001-01-01T00:00:00Z").plus(day, ChronoUnit.DAYS).toString(),
                    Instant.parse("2001-01-02T00:00:00Z").plus(day, ChronoUnit.DAYS).toString()))
            .toList();

    List<Double> counts = node().scalars(sql, days);

    assertThat(counts)
        .isEqualTo(days.stream().map(day -> node().scalar(sql, day)).toList())
        .startsWith(2.0, 2.0)
        .endsWith(0.0);
    assertFails(
        ErrorCode.CHECK_FAILED,
        "no row",
        () -> node().scalars("SELECT 1 WHERE {from:Date} < '2001-01-03'", days));
  }

  @Test
  default void refusesWhatCannotBeMeasured() {
    TableName table = events("refused");
    fill(table, 0, 3, 1);

    assertFails(
        ErrorCode.SCHEMA_INCOMPATIBLE,
        "no column 'nope'",
        () ->
            warehouse().measureTotal(table, List.of("20010101"), List.of(new Metric.Min("nope"))));
    assertFails(
        ErrorCode.CHECK_FAILED,
        "nonsense",
        () -> warehouse().aggregates(table, List.of("20010101"), List.of("sum(nonsense)")));
  }

  @Test
  default void readsOneNumber() {
    var binding = range("2001-01-01T00:00:00Z", "2001-01-03T00:00:00Z");
    TableName table = events("numbered");
    fill(table, 0, 10, 5);

    assertThat(
            node()
                .scalar(
                    local(
                        "SELECT count() FROM %s WHERE day >= {from:Date} AND day < {to:Date};"
                            .formatted(table)),
                    binding))
        .isEqualTo(4);
    assertThat(node().scalar("SELECT toDecimal64(1.5, 2)", binding)).isEqualTo(1.5);
    assertFails(ErrorCode.CHECK_FAILED, "no row", () -> node().scalar("SELECT 1 WHERE 0", binding));
    assertFails(
        ErrorCode.CHECK_FAILED,
        "several rows",
        () -> node().scalar("SELECT number FROM numbers(5)", binding));
    assertFails(ErrorCode.CHECK_FAILED, "2 columns", () -> node().scalar("SELECT 1, 2", binding));
    assertFails(ErrorCode.CHECK_FAILED, "String", () -> node().scalar("SELECT 'x'", binding));
    assertFails(ErrorCode.CHECK_FAILED, "null", () -> node().scalar("SELECT NULL", binding));
    assertFails(
        ErrorCode.TABLE_UNKNOWN,
        "The check's query",
        () -> node().scalar("SELECT 1 FROM nowhere", binding));
  }

  @Test
  default void showsRowsThatDiffer() {
    TableName before = events("before");
    TableName after = events("after");
    fill(before, 0, 9, 3);
    execute(
        "INSERT INTO %s SELECT day, id, if(id = 3, 'new', name), amount FROM %s WHERE id != 6"
            .formatted(after, before));
    execute(
        "INSERT INTO %s (day, id) VALUES ('2001-01-01', 50), ('2001-01-02', 51)".formatted(after));

    List<RowDifference> found =
        warehouse().differences(before, after, List.of("day", "id"), List.of("20010101"), 10);

    assertThat(found)
        .containsExactlyInAnyOrder(
            new RowDifference(key("3"), row("n3", "NULL"), row("new", "NULL")),
            new RowDifference(key("6"), row("n6", "NULL"), Optional.empty()),
            new RowDifference(key("50"), Optional.empty(), row("", "NULL")));
    assertThat(warehouse().differences(before, after, List.of("day", "id"), List.of("20010101"), 2))
        .hasSize(2);
    assertThat(warehouse().differences(before, before, List.of("id"), List.of("20010101"), 10))
        .isEmpty();
  }

  @Test
  default void showsDifferencesOfRowsWithoutAUniqueKey() {
    TableName before = events("twice_before");
    TableName after = events("twice_after");
    for (TableName table : List.of(before, after)) {
      execute("INSERT INTO %s (day, id, name) VALUES ('2001-01-01', 1, 'same')".formatted(table));
    }
    execute("INSERT INTO %s (day, id, name) VALUES ('2001-01-01', 1, 'more')".formatted(after));

    assertThat(
            warehouse().differences(before, after, List.of("day", "id"), List.of("20010101"), 10))
        .containsExactly(new RowDifference(key("1"), Optional.empty(), row("more", "NULL")));
  }

  private static Map<String, String> key(String id) {
    return Map.of("day", "2001-01-01", "id", id);
  }

  private static Optional<Map<String, String>> row(String name, String amount) {
    return Optional.of(Map.of("name", name, "amount", amount));
  }
}
