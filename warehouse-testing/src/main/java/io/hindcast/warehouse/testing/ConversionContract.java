package io.hindcast.warehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.plan.CoarseBound;
import io.hindcast.core.spec.Transform.Doubt;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.RowFilter;
import io.hindcast.core.type.Conversion;
import io.hindcast.warehouse.AttemptOrder;
import io.hindcast.warehouse.StorageRules;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** A value is stored exactly, or its attempt fails and says which: nothing changes silently. */
interface ConversionContract extends WarehouseFixture {
  /**
   * The type that is yielded; the type that is stored; then values of the one, each with what is
   * read of the other afterwards, or with FAILS. Pairs that are refused before are no part of it.
   */
  String PAIRS =
      """
      String ; Int8 ; '1' = 1 ; '+05' = 5 ; '-128' = -128 ; '300' FAILS ; '-129' FAILS ; ' 1' FAILS ; '1.5' FAILS ; '' FAILS ; 'meow' FAILS ; '1e2' FAILS
      String ; UInt8 ; '255' = 255 ; '256' FAILS ; '-1' FAILS ; '999999999999999999999999' FAILS
      String ; UInt64 ; '18446744073709551615' = 18446744073709551615 ; '18446744073709551616' FAILS
      String ; Int128 ; '170141183460469231731687303715884105727' = 170141183460469231731687303715884105727 ; '170141183460469231731687303715884105728' FAILS
      String ; Float64 ; '0.1' = 0.1 ; '1.50' = 1.5 ; '1e300' = 1e300 ; 'nan' = nan ; '1e400' FAILS ; '' FAILS ; '1,5' FAILS
      String ; Float32 ; '0.1' = 0.1 ; '16777217' FAILS ; '1e39' FAILS
      String ; Decimal(9, 2) ; '1.5' = 1.5 ; '1.50' = 1.5 ; '100' = 100 ; '-0.25' = -0.25 ; '1.999' FAILS ; '12345678' FAILS ; '1e-5' FAILS ; '' FAILS
      String ; Bool ; 'true' = true ; '0' = false ; '2' FAILS ; '' FAILS
      String ; Date ; '2024-02-29' = 2024-02-29 ; '2024-02-30' FAILS ; '2024-13-01' FAILS ; '1969-12-31' FAILS ; '2150-01-01' FAILS ; '2024-01-01 12:00:00' FAILS ; '' FAILS ; 'meow' FAILS
      String ; Date32 ; '1900-01-01' = 1900-01-01 ; '2299-12-31' = 2299-12-31 ; '1899-12-31' FAILS ; '2300-01-01' FAILS
      String ; DateTime('UTC') ; '2024-01-01 10:00:00' = 2024-01-01 10:00:00 ; '2024-01-01T10:00:00Z' = 2024-01-01 10:00:00 ; '2024-01-01' = 2024-01-01 00:00:00 ; '2024-01-01 00:00:00.5' FAILS ; '1969-12-31 23:59:59' FAILS ; '2106-02-07 06:28:16' FAILS ; '2024-01-01 25:00:00' FAILS ; 'Jan' FAILS ; '10:00' FAILS ; '1704067200000' FAILS ; '' FAILS ; 'meow' FAILS
      String ; DateTime('Europe/Berlin') ; '2024-03-31 01:30:00' = 2024-03-31 01:30:00 ; '2024-03-31 02:30:00' FAILS ; '2024-01-01T10:00:00Z' = 2024-01-01 11:00:00
      String ; DateTime64(3, 'UTC') ; '2024-01-01 00:00:00.5' = 2024-01-01 00:00:00.500 ; '2024-01-01 00:00:00.1239' FAILS ; 'meow' FAILS
      String ; DateTime64(9, 'UTC') ; '2262-01-01 00:00:00' = 2262-01-01 00:00:00.000000000 ; '2299-01-01 00:00:00' FAILS
      String ; Enum8('a' = 1, 'it\\'s' = 2) ; 'a' = a ; 'c' FAILS ; '1' FAILS ; '' FAILS
      String ; FixedString(2) ; 'ab' = ab ; 'abc' FAILS
      String ; UUID ; '61f0c404-5cb3-11e7-907b-a6006ad3dba0' = 61f0c404-5cb3-11e7-907b-a6006ad3dba0 ; 'x' FAILS ; '' FAILS
      String ; IPv4 ; '1.2.3.4' = 1.2.3.4 ; '1.2.3' FAILS ; '' FAILS
      String ; IPv6 ; '::1' = ::1 ; 'x' FAILS
      FixedString(3) ; Int8 ; '12' = 12 ; '300' FAILS
      LowCardinality(String) ; Int8 ; '12' = 12 ; '300' FAILS
      Nullable(String) ; Int32 ; '5' = 5 ; 'meow' FAILS ; NULL FAILS
      Nullable(String) ; Nullable(Int32) ; '5' = 5 ; NULL = NULL ; 'meow' FAILS
      Nullable(String) ; Date ; '2024-01-01' = 2024-01-01 ; 'meow' FAILS ; NULL FAILS
      Nullable(UInt32) ; UInt32 DEFAULT 42 ; 1 = 1 ; NULL FAILS
      LowCardinality(Nullable(String)) ; LowCardinality(String) ; 'a' = a ; NULL FAILS
      Int64 ; Enum8('a' = 1, 'b' = 2) ; 2 = b ; 3 FAILS ; 257 FAILS ; -1 FAILS
      Enum8('a' = 1) ; Enum16('a' = 1, 'b' = 300) ; 'a' = a
      Date ; DateTime('UTC') ; '1970-01-01' = 1970-01-01 00:00:00 ; '2106-02-06' = 2106-02-06 00:00:00 ; '2106-02-08' FAILS ; '2149-06-06' FAILS
      Date ; DateTime('Asia/Tokyo') ; '1970-01-02' = 1970-01-02 00:00:00 ; '1970-01-01' FAILS
      Date ; DateTime64(9, 'UTC') ; '2149-06-06' = 2149-06-06 00:00:00.000000000
      Date32 ; DateTime64(9, 'UTC') ; '1900-01-01' = 1900-01-01 00:00:00.000000000 ; '2290-01-01' FAILS
      Date32 ; DateTime64(3, 'UTC') ; '1900-01-01' = 1900-01-01 00:00:00.000 ; '2299-12-31' = 2299-12-31 00:00:00.000
      DateTime64(3, 'UTC') ; DateTime64(9, 'UTC') ; '2262-01-01 00:00:00.5' = 2262-01-01 00:00:00.500000000 ; '2290-01-01 00:00:00' FAILS
      UInt32 ; DateTime('UTC') ; 4294967295 = 2106-02-07 06:28:15
      UInt16 ; Date ; 65535 = 2149-06-06
      UInt32 ; IPv4 ; 1 = 0.0.0.1
      IPv6 ; IPv4 ; '::ffff:1.2.3.4' = 1.2.3.4 ; '::1' FAILS
      DateTime('UTC') ; UInt32 ; '2100-01-01 00:00:00' = 4102444800
      Date32 ; Int32 ; '1900-01-01' = -25567
      Array(Nullable(Int64)) ; Array(Int64) ; [1] = [1] ; [1,NULL] FAILS
      Array(String) ; Array(Int8) ; ['1'] = [1] ; ['1','300'] FAILS
      Array(Array(String)) ; Array(Array(Int8)) ; [['1'],[]] = [[1],[]] ; [['1','300']] FAILS
      Map(String, String) ; Map(String, Int8) ; map('k','1') = {'k':1} ; map('k','300') FAILS
      Map(String, Int8) ; Map(Int8, Int8) ; map('1',1) = {1:1} ; map('300',1) FAILS
      Map(String, Nullable(Int8)) ; Map(String, Int8) ; map('k',1) = {'k':1} ; map('k',NULL) FAILS
      Tuple(a Int8, b Int8) ; Tuple(b Int64, a Int64) ; (1,2) = (2,1)
      Tuple(Int8, Array(String)) ; Tuple(a Int8, b Array(Date)) ; (1,['2024-01-01']) = (1,['2024-01-01']) ; (1,['2024-02-30']) FAILS
      Tuple(a Int8, b Nullable(String)) ; Tuple(a Int8, b Int8) ; (1,'2') = (1,2) ; (1,NULL) FAILS ; (1,'x') FAILS
      Array(Tuple(Float64, Float64)) ; Ring ; [(1.5,2)] = [(1.5,2)]
      UInt64 ; Variant(String, UInt64) ; 1 = 1
      Nullable(UInt64) ; Variant(String, UInt64) ; NULL = NULL
      Variant(String, UInt64) ; Variant(Date, String, UInt64) ; 'x' = x
      Nullable(String) ; Dynamic ; '1' = 1 ; NULL = NULL
      JSON ; String ; '{"a":300}' = {"a":300}
      """;

  /** Pairs that would change values silently: an attempt refuses them, too. */
  String LOSSY =
      """
      UInt64 ; DateTime ; 1704067200000
      Map(String, Int64) ; Map(String, Int8) ; map('k', 300)
      Array(Int64) ; Array(Int8) ; [300]
      Tuple(a Int64, b Int64) ; Tuple(x Int64, y Int64) ; (1, 2)
      Enum8('a' = 1, 'b' = 2) ; Enum8('a' = 1, 'z' = 2) ; 'b'
      Int64 ; Int32 ; 3000000000
      Dynamic ; UInt8 ; 300
      String ; Array(Int8) ; '[300]'
      """;

  @Test
  default void storesExactlyOrFailsWithColumnValueAndRow() {
    SoftAssertions all = new SoftAssertions();
    int table = 0;
    for (String line : PAIRS.strip().lines().toList()) {
      String[] cells = line.split(" ; ", -1);
      TableName target = conversions("converted_" + table++, cells[1].strip());
      for (int i = 2; i < cells.length; i++) {
        value(all, target, cells[0].strip(), cells[1].strip(), cells[i].strip());
      }
    }
    all.assertAll();
  }

  private void value(SoftAssertions all, TableName target, String from, String into, String cell) {
    boolean fails = cell.endsWith(" FAILS");
    int end = fails ? cell.length() - " FAILS".length() : cell.lastIndexOf(" = ");
    String value = cell.substring(0, end);
    String about = "%s as %s into %s".formatted(value, from, into);
    AttemptOrder order = conversion(target, value, from, Map.of(), Doubt.REFUSE);
    try {
      warehouse().run(order);
      String stored = text("SELECT if(isNull(v), 'NULL', toString(v)) FROM " + order.staging());
      all.assertThat(stored).as(about).isEqualTo(fails ? "FAILS" : cell.substring(end + 3));
    } catch (HindcastException e) {
      all.assertThat(fails).as("%s: %s", about, e.getMessage()).isTrue();
      all.assertThat(e.code()).as(about).isEqualTo(ErrorCode.TRANSFORM_FAILED);
      all.assertThat(e)
          .as(about)
          .hasMessageContaining("column v: ")
          .hasMessageContaining("id = '7'");
    }
  }

  @Test
  default void saysTheValueAndItsRow() {
    TableName target = conversions("said", "Int32");
    String sql =
        "SELECT toDate('2001-01-01') AS day, toUInt32(number) AS id,"
            + " if(number = 5000, 'meow', toString(number)) AS v FROM numbers(10000)";

    assertFails(
        ErrorCode.TRANSFORM_FAILED,
        "column v: 'meow' (row day = '2001-01-01', id = '5000') cannot be stored exactly as Int32",
        () -> warehouse().run(conversion(target, sql, Map.of(), Doubt.REFUSE)));
  }

  @Test
  default void refusesWhatWasNotLossyWhenItWasPlanned() {
    int table = 0;
    for (String line : LOSSY.strip().lines().toList()) {
      String[] cells = line.split(" ; ", -1);
      TableName target = conversions("lossy_" + table++, cells[1].strip());
      assertThat(Conversion.of(cells[0].strip(), cells[1].strip()).isLossy()).as(line).isTrue();
      assertFails(
          ErrorCode.SCHEMA_INCOMPATIBLE,
          "yields v as",
          () ->
              warehouse()
                  .run(conversion(target, cells[2], cells[0].strip(), Map.of(), Doubt.REFUSE)));
    }
  }

  @Test
  default void changesWhatTheSpecAccepts() {
    TableName target = conversions("accepted", "Int8");
    AttemptOrder order = conversion(target, "300", "Int64", Map.of(), Doubt.ACCEPT);

    warehouse().run(order);

    assertThat(text("SELECT toString(v) FROM " + order.staging())).isEqualTo("44");
  }

  @Test
  default void storesDefaultsForNullsWhereTheSpecSaysSo() {
    TableName target = conversions("defaulted", "UInt32 DEFAULT 42");
    AttemptOrder order =
        conversion(
            target,
            "NULL",
            "Nullable(UInt32)",
            Map.of("insert_null_as_default", "1"),
            Doubt.REFUSE);

    warehouse().run(order);

    assertThat(text("SELECT toString(v) FROM " + order.staging())).isEqualTo("42");
  }

  @Test
  default void leavesWhatIsNotYieldedToTheTable() {
    TableName target = conversions("filled", "UInt32 DEFAULT id + 35");
    AttemptOrder order =
        new AttemptOrder(
            "hindcast-test-" + UUID.randomUUID(),
            target,
            staging(),
            List.of("day", "id"),
            "SELECT toDate('2001-01-01') AS day, 7 AS id",
            range("2001-01-01T00:00:00Z", "2001-01-04T00:00:00Z"),
            100,
            Map.of());

    warehouse().run(order);

    assertThat(text("SELECT toString(v) FROM " + order.staging())).isEqualTo("42");
  }

  @Test
  default void describesUnderTheTasksSettings() {
    var binding = range("2001-01-01T00:00:00Z", "2001-01-02T00:00:00Z");
    String join =
        "SELECT b.x AS x FROM (SELECT 1 AS k) AS a LEFT JOIN (SELECT 2 AS k, 3 AS x) AS b ON a.k = b.k";

    assertThat(node().describeQuery(join, binding, Map.of("join_use_nulls", "1")))
        .singleElement()
        .satisfies(column -> assertThat(column.type()).isEqualTo("Nullable(UInt8)"));
    assertThat(node().describeQuery(join, binding, Map.of("no_such_setting", "1")))
        .singleElement()
        .satisfies(column -> assertThat(column.type()).isEqualTo("UInt8"));
    assertThat(
            node()
                .describeQuery(
                    "SELECT CAST((1, (2, 3)) AS Tuple(a UInt8, b Tuple(c UInt8, d UInt8))) AS x",
                    binding,
                    Map.of()))
        .singleElement()
        .satisfies(column ->
            assertThat(column.type()).isEqualTo("Tuple(a UInt8, b Tuple(c UInt8, d UInt8))"));
  }

  @Test
  default void findsBoundsThatLoseRows() {
    TableName source = table("bounds");
    execute(
        ("CREATE TABLE %s (at DateTime64(3, 'UTC'), seen DateTime64(6, 'UTC'), id UInt32)"
                + " ENGINE = MergeTree PARTITION BY toYYYYMM(at) ORDER BY id")
            .formatted(source));
    execute("INSERT INTO %s VALUES ('2001-01-01 23:59:59.5', 0, 1)".formatted(source));

    assertThat(bounds(source, "at >= {from:DateTime} AND at < {to:DateTime}"))
        .containsExactly(new CoarseBound("at", "DateTime64(3, 'UTC')", "DateTime", true));
    for (String coarse :
        List.of(
            "{to:DateTime} > at",
            "NOT at >= {to:DateTime}",
            "at + INTERVAL 1 HOUR < {to:DateTime} + INTERVAL 1 HOUR")) {
      assertThat(bounds(source, coarse)).as(coarse).hasSize(1);
      assertThat(
              text(
                  "SELECT count() FROM %s WHERE at < toDateTime('2001-01-02', 'UTC')"
                      .formatted(source)))
          .as("Rows that the engine loses")
          .isEqualTo("0");
    }
    assertThat(bounds(source, "seen < {to:DateTime}"))
        .containsExactly(new CoarseBound("seen", "DateTime64(6, 'UTC')", "DateTime", false));
    for (String exact :
        List.of(
            "at >= {from:DateTime} AND at < {to:DateTime64(3)}",
            "at >= {from:DateTime64(6)} AND at < {to:DateTime64(6)}",
            "at >= {from:Date} AND at < {to:Date}",
            "at BETWEEN {from:DateTime} AND {to:DateTime}",
            "toDateTime(at) < {to:DateTime}")) {
      assertThat(bounds(source, exact)).as(exact).isEmpty();
    }
    assertThat(
            node()
                .coarseBounds(
                    local(
                        "WITH x AS (SELECT at AS t FROM %s) SELECT t FROM x WHERE t < {to:DateTime}"
                            .formatted(source)),
                    range("2001-01-01T00:00:00Z", "2001-01-02T00:00:00Z"),
                    Map.of()))
        .containsExactly(new CoarseBound("t", "DateTime64(3, 'UTC')", "DateTime", true));
  }

  private List<CoarseBound> bounds(TableName source, String condition) {
    return node()
        .coarseBounds(
            local("SELECT id FROM %s WHERE %s".formatted(source, condition)),
            range("2001-01-01T00:00:00Z", "2001-01-02T00:00:00Z"),
            Map.of());
  }

  private TableName conversions(String name, String type) {
    TableName table = table(name);
    execute(
        ("CREATE TABLE %s (day Date, id UInt32, v %s) ENGINE = MergeTree PARTITION BY day"
                + " ORDER BY id")
            .formatted(table, type));
    return table;
  }

  private AttemptOrder conversion(
      TableName target, String value, String from, Map<String, String> settings, Doubt narrowing) {
    String sql =
        "SELECT toDate('2001-01-01') AS day, 7 AS id, CAST(materialize(%s) AS %s) AS v"
            .formatted(value, from);
    return conversion(target, sql, settings, narrowing);
  }

  private AttemptOrder conversion(
      TableName target, String sql, Map<String, String> settings, Doubt narrowing) {
    return new AttemptOrder(
        "hindcast-test-" + UUID.randomUUID(),
        target,
        staging(),
        List.of("day", "id", "v"),
        sql,
        range("2001-01-01T00:00:00Z", "2001-01-04T00:00:00Z"),
        100,
        settings,
        null,
        RowFilter.NONE,
        new StorageRules(List.of("day", "id"), narrowing));
  }
}
