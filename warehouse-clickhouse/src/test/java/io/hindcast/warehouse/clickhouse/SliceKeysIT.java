package io.hindcast.warehouse.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.plan.KeyDimension;
import io.hindcast.core.plan.SliceCondition;
import io.hindcast.core.plan.SliceProbe;
import io.hindcast.core.plan.SliceProof;
import io.hindcast.core.plan.TableColumn;
import io.hindcast.core.plan.TargetPartition;
import io.hindcast.core.plan.TargetTable;
import io.hindcast.core.spec.RangeTime;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.localstack.SharedServers;
import io.hindcast.localstack.clickhouse.LocalClickHouse;
import io.hindcast.warehouse.ColumnDescription;
import io.hindcast.warehouse.TableDescription;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slices of time as a plan has them, next to where the server puts their first and last rows. */
class SliceKeysIT {
  private static final LocalClickHouse SERVER = SharedServers.clickhouse();
  private static final ClickHouseConfig CONFIG =
      ClickHouseConfig.of(URI.create(SERVER.url()), SERVER.user(), SERVER.password());
  private static final ClickHouseWarehouse WAREHOUSE = new ClickHouseWarehouse(CONFIG);
  private static final JdbcSession SESSION = new JdbcSession(CONFIG);
  private static final TableName TABLE = new TableName("slice_keys", "t");

  @BeforeAll
  static void createDatabase() {
    execute("DROP DATABASE IF EXISTS slice_keys SYNC");
    execute("CREATE DATABASE slice_keys");
  }

  @AfterAll
  static void dropDatabase() {
    execute("DROP DATABASE slice_keys SYNC");
    SESSION.close();
    WAREHOUSE.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "toDate(c, 'Europe/Berlin')                  | DateTime             | Europe/Berlin    | 2021-03-26 | 2021-04-02",
        "toYYYYMM(c, 'UTC')                          | DateTime('Asia/Tokyo') | UTC            | 2020-11-01 | 2021-04-01",
        "toStartOfHour(c, 'Asia/Kolkata')            | DateTime             | Asia/Kolkata     | 2021-01-01 | 2021-01-02",
        "toStartOfDay(c, 'America/New_York')         | DateTime64(3)        | America/New_York | 2021-03-12 | 2021-03-17",
        "toStartOfWeek(c, 1, 'Europe/Berlin')        | DateTime             | Europe/Berlin    | 2021-03-01 | 2021-05-03",
        "toStartOfWeek(c, 0, 'Europe/Berlin')        | DateTime             | Europe/Berlin    | 2021-03-07 | 2021-05-02",
        "toMonday(c, 'Asia/Tokyo')                   | DateTime             | Asia/Tokyo       | 2021-03-01 | 2021-05-03",
        "toStartOfInterval(c, INTERVAL 15 MINUTE)    | DateTime('UTC')      | UTC              | 2021-01-01 | 2021-01-02",
        "toStartOfInterval(c, INTERVAL 15 MINUTE)    | DateTime('Europe/Berlin') | Europe/Berlin | 2021-03-28 | 2021-03-29",
        "toStartOfInterval(c, INTERVAL 6 HOUR)       | DateTime('UTC')      | UTC              | 2021-01-01 | 2021-01-05",
        "toStartOfInterval(c, INTERVAL 1 DAY, 'Asia/Tokyo') | DateTime64(6) | Asia/Tokyo       | 2021-01-01 | 2021-01-05",
        "toStartOfInterval(c, INTERVAL 2 WEEK)       | DateTime('UTC')      | UTC              | 2020-12-28 | 2021-02-22",
        "toStartOfInterval(c, INTERVAL 1 MONTH)      | DateTime('UTC')      | UTC              | 2021-01-01 | 2021-05-01",
        "toStartOfInterval(c, INTERVAL 1 MONTH)      | Date                 | UTC              | 2021-01-01 | 2021-05-01",
        "toStartOfInterval(c, INTERVAL 2 QUARTER)    | DateTime('UTC')      | UTC              | 2021-01-01 | 2022-01-01",
        "toStartOfInterval(c, INTERVAL 1 YEAR)       | DateTime('UTC')      | UTC              | 2019-01-01 | 2022-01-01",
        "toStartOfInterval(c, INTERVAL 10 DAY)       | DateTime('UTC')      | UTC              | 2021-01-03 | 2021-02-12",
        "toStartOfMinute(c)                          | DateTime('UTC')      | UTC              | 2021-01-01 | 2021-01-01T02:00",
        "toStartOfFiveMinutes(c)                     | DateTime('UTC')      | UTC              | 2021-01-01 | 2021-01-02",
        "toStartOfTenMinutes(c)                      | DateTime64(3,'UTC')  | UTC              | 2021-01-01 | 2021-01-02",
        "toStartOfFifteenMinutes(c)                  | DateTime('UTC')      | UTC              | 2021-01-01 | 2021-01-02",
        "dateTrunc('month', c)                       | DateTime('UTC')      | UTC              | 2021-01-01 | 2021-05-01",
        "date_trunc('week', c)                       | DateTime('UTC')      | UTC              | 2021-01-04 | 2021-03-01",
        "dateTrunc('day', c, 'Europe/Berlin')        | DateTime64(3)        | Europe/Berlin    | 2021-03-26 | 2021-04-02",
        "dateTrunc('hour', c)                        | DateTime('UTC')      | UTC              | 2021-01-01 | 2021-01-02",
        "dateTrunc('quarter', c)                     | Date                 | UTC              | 2021-01-01 | 2022-01-01",
        "formatDateTime(c, '%Y-%m')                  | DateTime('UTC')      | UTC              | 2020-11-01 | 2021-04-01",
        "formatDateTime(c, '%F')                     | DateTime64(3,'UTC')  | UTC              | 2020-12-25 | 2021-01-05",
        "formatDateTime(c, '%Y%m%d%H', 'Asia/Tokyo') | DateTime             | Asia/Tokyo       | 2021-01-01 | 2021-01-02",
        "toRelativeDayNum(c)                         | DateTime('UTC')      | UTC              | 2020-12-25 | 2021-01-05",
        "toRelativeMonthNum(c)                       | Date                 | UTC              | 2020-11-01 | 2021-04-01",
        "toRelativeHourNum(c)                        | DateTime('UTC')      | UTC              | 2021-01-01 | 2021-01-02",
        "toLastDayOfMonth(c)                         | DateTime('UTC')      | UTC              | 2020-11-01 | 2021-04-01",
        "toDaysSinceYearZero(c)                      | Date                 | UTC              | 2020-12-25 | 2021-01-05",
        "c::Date                                     | DateTime64(3,'UTC')  | UTC              | 2020-12-25 | 2021-01-05",
        "toYYYYMM(toDate(c))                         | DateTime('UTC')      | UTC              | 2020-11-01 | 2021-04-01",
        "toString(toYYYYMM(c))                       | DateTime('UTC')      | UTC              | 2020-11-01 | 2021-04-01",
        "toUInt32(toYYYYMMDD(c))                     | DateTime('UTC')      | UTC              | 2020-12-25 | 2021-01-05",
        "toDate(toTimeZone(c, 'Asia/Tokyo'))         | DateTime             | Asia/Tokyo       | 2020-12-25 | 2021-01-05",
        "toDate(c / 1000000000)                      | UInt64               | UTC              | 2020-12-25 | 2021-01-05",
        "toDate(c / 1000)                            | Int64                | UTC              | 2020-12-25 | 2021-01-05",
        "toDate(intDiv(c, 1000))                     | Int64                | UTC              | 2020-12-25 | 2021-01-05",
        "toDate(c)                                   | UInt32               | UTC              | 2020-12-25 | 2021-01-05",
        "intDiv(c, 86400000)                         | Int64                | UTC              | 2020-12-25 | 2021-01-05",
        "intDiv(c, 86400)                            | UInt32               | UTC              | 2020-12-25 | 2021-01-05",
        "intDiv(c, 3600000000000)                    | Int64                | UTC              | 2021-01-01 | 2021-01-02",
        "toDate(fromUnixTimestamp64Milli(c))         | Int64                | UTC              | 2020-12-25 | 2021-01-05",
        "toDate(fromUnixTimestamp64Nano(c, 'Europe/Berlin')) | Int64        | Europe/Berlin    | 2021-03-26 | 2021-04-02",
        "toYYYYMM(toDateTime(c))                     | UInt32               | UTC              | 2020-11-01 | 2021-04-01",
        "toYYYYMM(toDateTime(c, 'Asia/Tokyo'))       | Int64                | Asia/Tokyo       | 2020-11-01 | 2021-04-01",
        "toYYYYMM(c)                                 | DateTime64(3, 'UTC') | UTC              | 1960-01-01 | 1960-04-01",
        "toYear(c)                                   | DateTime64(3, 'UTC') | UTC              | 2110-01-01 | 2114-01-01",
        "toStartOfDay(c)                             | DateTime('America/St_Johns') | America/St_Johns | 2006-10-27 | 2006-11-02",
        "toDate(c)                                   | DateTime('America/St_Johns') | America/St_Johns | 2006-10-27 | 2006-11-02",
        "toStartOfHour(c)                            | DateTime('America/St_Johns') | America/St_Johns | 2006-10-28 | 2006-10-31",
        "toDate(c)                                   | DateTime('Pacific/Apia') | Pacific/Apia | 2011-12-28 | 2012-01-02",
        "toStartOfDay(c)                             | DateTime('Pacific/Kwajalein') | Pacific/Kwajalein | 1993-08-19 | 1993-08-24",
        "toYYYYMMDD(c)                               | DateTime('Antarctica/Casey') | Antarctica/Casey | 2010-03-03 | 2010-03-08",
        "toStartOfHour(c)                            | DateTime('Australia/Lord_Howe') | Australia/Lord_Howe | 2021-04-04 | 2021-04-05",
        "toStartOfInterval(c, INTERVAL 1 HOUR)       | DateTime('Australia/Lord_Howe') | Australia/Lord_Howe | 2021-06-04 | 2021-06-05",
      })
  void areWhereTheServerPutsTheirRows(
      String key, String type, String zone, String from, String to) {
    create("c " + type, key);
    ZoneId at = ZoneId.of(zone);
    KeyDimension.Time time = time(at);
    List<TargetPartition> expected = expected(time, at, from, to);

    List<TargetPartition> proved = proved(time, expected);

    assertThat(proved).extracting(TargetPartition::range).isEqualTo(ranges(expected));
    insertEnds(time, proved);
    assertThat(
            SESSION.query(
                "Listing partitions",
                Command.of(
                    "SELECT DISTINCT partition_id AS id FROM system.parts WHERE active AND database ="
                        + " 'slice_keys' AND table = 't' ORDER BY min_block_number"),
                row -> row.getString("id")))
        .isEqualTo(proved.stream().map(TargetPartition::id).toList());
    assertThat(rowsOutside(time, proved)).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "toDate(c)                              | DateTime64(3, 'UTC') | UTC | 1960-01-01 | 1960-02-01",
        "toDate(c)                              | DateTime64(3, 'UTC') | UTC | 2199-01-01 | 2199-02-01",
        "toStartOfDay(c)                        | DateTime64(3, 'UTC') | UTC | 2120-01-01 | 2120-02-01",
        "toStartOfHour(c)                       | DateTime64(3, 'UTC') | UTC | 1950-01-01 | 1950-01-02",
        "toStartOfMonth(c)                      | DateTime64(3, 'UTC') | UTC | 2160-01-01 | 2160-04-01",
        "toMonday(c)                            | Date32               | UTC | 1960-01-04 | 1960-02-01",
        "toStartOfQuarter(c)                    | Date32               | UTC | 2200-01-01 | 2201-01-01",
        "toStartOfYear(c)                       | DateTime64(3, 'UTC') | UTC | 1960-01-01 | 1962-01-01",
        "toStartOfInterval(c, INTERVAL 1 DAY)   | DateTime64(3, 'UTC') | UTC | 2199-01-01 | 2199-02-01",
        "toDate(c)                              | DateTime('UTC')      | UTC | 2120-01-01 | 2120-02-01",
        "toDate(intDiv(c, 1000))                | Int64                | UTC | 1960-01-01 | 1960-02-01",
      })
  void areRefusedWhereFunctionsWrapOrSaturate(
      String key, String type, String zone, String from, String to) {
    create("c " + type, key);
    ZoneId at = ZoneId.of(zone);
    KeyDimension.Time time = time(at);

    HindcastException e =
        catchThrowableOfType(
            HindcastException.class, () -> proved(time, expected(time, at, from, to)));

    assertThat(e.code()).isEqualTo(ErrorCode.RANGE_INVALID);
    assertThat(e.getMessage()).containsAnyOf("wrap or saturate", "can hold");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ts DateTime, c Date MATERIALIZED toDate(ts, 'Asia/Tokyo')           | toYYYYMM(c) | ts",
        "ts DateTime, c Date MATERIALIZED toDate(ts, 'Asia/Tokyo')           | c           | ts",
        "ms Int64, c DateTime('Asia/Tokyo') MATERIALIZED fromUnixTimestamp64Milli(ms, 'UTC') | toDate(c) | ms",
        "ts DateTime, a UInt32 MATERIALIZED toYYYYMM(ts, 'Asia/Tokyo'), c String MATERIALIZED toString(a) | c | ts",
        "c Date DEFAULT today()                                              | toYYYYMM(c) | c",
      })
  void areThoseOfTheColumnThatIsStored(String columns, String key, String axis) {
    create(columns, key);
    ZoneId tokyo = ZoneId.of("Asia/Tokyo");
    KeyDimension.Time time = time(tokyo);

    List<TargetPartition> proved = proved(time, expected(time, tokyo, "2021-02-01", "2021-04-01"));

    assertThat(time.scheme().column()).isEqualTo(axis);
    insertEnds(time, proved);
    assertThat(rowsOutside(time, proved)).isZero();
  }

  private static void create(String columns, String key) {
    execute(
        "CREATE OR REPLACE TABLE slice_keys.t (%s) ENGINE = MergeTree PARTITION BY %s ORDER BY tuple()"
            .formatted(columns, key));
  }

  private static KeyDimension.Time time(ZoneId specZone) {
    TableDescription table = WAREHOUSE.describe(TABLE).orElseThrow();
    return new TargetTable(
            TABLE,
            table.engine(),
            true,
            table.partitionKey(),
            table.columns().stream().map(SliceKeysIT::column).toList(),
            List.of(),
            WAREHOUSE.info().zone())
        .layout(specZone)
        .timeDimension()
        .orElseThrow();
  }

  private static TableColumn column(ColumnDescription column) {
    return new TableColumn(
        column.name(),
        column.type(),
        column.kind() != ColumnDescription.Kind.MATERIALIZED,
        column.kind() != ColumnDescription.Kind.ORDINARY,
        column.expression());
  }

  private static List<TargetPartition> expected(
      KeyDimension.Time time, ZoneId zone, String from, String to) {
    return time.scheme()
        .covering(new TimeRange(RangeTime.parse(from, zone), RangeTime.parse(to, zone)));
  }

  private static List<TargetPartition> proved(
      KeyDimension.Time time, List<TargetPartition> expected) {
    return SliceProof.of(time, expected, WAREHOUSE.sliceKeys(TABLE, SliceProbe.of(time, expected)));
  }

  /** The first and the last row that each slice can have, slice after slice. */
  private static void insertEnds(KeyDimension.Time time, List<TargetPartition> slices) {
    SliceProbe probe = SliceProbe.of(time, slices);
    List<String> ends = new ArrayList<>();
    for (int i = 0; i < slices.size(); i++) {
      ends.add("'%s'".formatted(probe.firsts().get(i)));
      ends.add("'%s'".formatted(probe.lasts().get(i)));
    }
    SESSION.execute(
        "Inserting ends",
        Command.of(
                "INSERT INTO slice_keys.t (%s) SELECT %s FROM (SELECT arrayJoin([%s]) AS x)"
                    .formatted(
                        probe.axis().quoted(), probe.axis().read("x"), String.join(", ", ends)))
            .with("max_partitions_per_insert_block", "0"));
  }

  private static long rowsOutside(KeyDimension.Time time, List<TargetPartition> slices) {
    long rows = 0;
    for (TargetPartition slice : slices) {
      rows +=
          SESSION
              .query(
                  "Counting",
                  Command.of(
                      "SELECT count() AS n FROM slice_keys.t WHERE _partition_id = '%s' AND NOT (%s)"
                          .formatted(
                              slice.id(),
                              new SliceCondition(time.scheme().axis(), slice.range()).sql())),
                  row -> row.getLong("n"))
              .getFirst();
    }
    return rows;
  }

  private static List<TimeRange> ranges(List<TargetPartition> slices) {
    return slices.stream().map(TargetPartition::range).toList();
  }

  private static void execute(String sql) {
    SESSION.execute("Preparing a test", Command.of(sql));
  }
}
