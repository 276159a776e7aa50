package io.hindcast.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionSchemeTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry("d", "Date"),
          Map.entry("d32", "Date32"),
          Map.entry("lc", "LowCardinality(Date)"),
          Map.entry("t", "DateTime"),
          Map.entry("tz", "DateTime('America/New_York')"),
          Map.entry("t64", "DateTime64(6, 'Asia/Kolkata')"),
          Map.entry("null", "Nullable(Date)"),
          Map.entry("n", "UInt64"),
          Map.entry("odd name", "Date"),
          Map.entry("a`b\\c", "Date"),
          Map.entry("mars", "DateTime('Mars/Olympus')"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "toYYYYMM(d)            | MONTH            | d        | UTC              | YEAR_MONTH",
        "toYYYYMM(t64)          | MONTH            | t64      | Asia/Kolkata     | YEAR_MONTH",
        "toYYYYMMDD(t)          | DAY              | t        | Europe/Berlin    | YEAR_MONTH_DAY",
        "toDate(tz)             | DAY              | tz       | America/New_York | YEAR_MONTH_DAY",
        "d                      | DAY              | d        | UTC              | YEAR_MONTH_DAY",
        "d32                    | DAY              | d32      | UTC              | EPOCH_DAYS",
        "toDate(d32)            | DAY              | d32      | UTC              | YEAR_MONTH_DAY",
        "toStartOfMonth(d32)    | MONTH            | d32      | UTC              | YEAR_MONTH_DAY",
        "`odd name`             | DAY              | odd name | UTC              | YEAR_MONTH_DAY",
        "toYYYYMM(`odd name`)   | MONTH            | odd name | UTC              | YEAR_MONTH",
        "toYear(d)              | YEAR             | d        | UTC              | YEAR",
        "toMonday(d)            | WEEK_FROM_MONDAY | d        | UTC              | YEAR_MONTH_DAY",
        "toStartOfWeek(d)       | WEEK_FROM_SUNDAY | d        | UTC              | YEAR_MONTH_DAY",
        "toStartOfWeek(d, 0)    | WEEK_FROM_SUNDAY | d        | UTC              | YEAR_MONTH_DAY",
        "toStartOfWeek(d, 1)    | WEEK_FROM_MONDAY | d        | UTC              | YEAR_MONTH_DAY",
        "toStartOfMonth(t)      | MONTH            | t        | Europe/Berlin    | YEAR_MONTH_DAY",
        "toStartOfQuarter(d)    | QUARTER          | d        | UTC              | YEAR_MONTH_DAY",
        "toStartOfYear(d)       | YEAR             | d        | UTC              | YEAR_MONTH_DAY",
        "toStartOfDay(t)        | DAY              | t        | Europe/Berlin    | EPOCH_SECONDS",
        "toStartOfHour(tz)      | HOUR             | tz       | America/New_York | EPOCH_SECONDS",
        "toDate(t, 'Asia/Tokyo')            | DAY   | t   | Asia/Tokyo    | YEAR_MONTH_DAY",
        "toYYYYMM(toDate(t))                | MONTH | t   | Europe/Berlin | YEAR_MONTH",
        "toYYYYMM(toTimeZone(t, 'UTC'))     | MONTH | t   | UTC           | YEAR_MONTH",
        "toStartOfInterval(t, toIntervalDay(1)) | DAY | t | Europe/Berlin | EPOCH_SECONDS",
        "dateTrunc('month', t64)            | MONTH | t64 | Asia/Kolkata  | YEAR_MONTH_DAY",
        "formatDateTime(d, '%Y-%m')         | MONTH | d   | UTC           | ASKED",
        "toString(toYYYYMM(d))              | MONTH | d   | UTC           | ASKED",
        "CAST(t, 'Date')                    | DAY   | t   | Europe/Berlin | YEAR_MONTH_DAY",
      })
  void readsEverySupportedKey(
      String key, PartitionUnit unit, String column, ZoneId zone, PartitionIdFormat format) {
    assertThat(parse(key))
        .isEqualTo(
            new PartitionScheme(
                unit,
                TimeAxis.of(column, COLUMNS.getOrDefault(column, ""), ZoneId.of("UTC")),
                zone,
                format));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "toDate(intDiv(n, 1000))                       | DAY   | 1000       | Europe/Berlin",
        "toDate(n / 1000000000)                        | DAY   | 1000000000 | Europe/Berlin",
        "toDate(n)                                     | DAY   | 1          | Europe/Berlin",
        "toYYYYMM(toDateTime(n, 'Asia/Tokyo'))         | MONTH | 1          | Asia/Tokyo",
        "toYYYYMM(fromUnixTimestamp64Micro(n, 'UTC'))  | MONTH | 1000000    | UTC",
        "intDiv(n, 86400000)                           | DAY   | 1000       | Z",
        "intDiv(intDiv(n, 1000), 3600)                 | HOUR  | 1000       | Z",
      })
  void readsIntegersThatCountSince1970(
      String key, PartitionUnit unit, long ticksPerSecond, String zone) {
    PartitionScheme scheme = parse(key);

    assertThat(scheme.step()).isEqualTo(unit);
    assertThat(scheme.axis().ticksPerSecond()).isEqualTo(ticksPerSecond);
    assertThat(scheme.zone().getId()).isEqualTo(zone);
  }

  @Test
  void readsAColumnThatHadToBeEscaped() {
    assertThat(parse("toYYYYMM(`a\\`b\\\\c`)").column()).isEqualTo("a`b\\c");
    assertThat(parse("`a\\`b\\\\c`").column()).isEqualTo("a`b\\c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tuple()",
        "t",
        "n",
        "null",
        "nowhere",
        "lc",
        "toYYYYMM(nowhere)",
        "toYYYYMM(n)",
        "toYYYYMM(null)",
        "intDiv(n, 10)",
        "(toYYYYMM(d), n)",
        "toYYYYMM(d), n",
        "toYYYYMM(d) + 1",
        "toStartOfWeek(d, 3)",
        "toStartOfInterval(t, toIntervalDay(1), toDate(t))",
        "toStartOfInterval(t, toIntervalMinute(7))",
        "formatDateTime(t, '%m-%Y')",
        "toYYYYMM(t, tz)",
        "toDate(t) - 1",
        "toHour(t)",
        "toUInt8(toYYYYMM(t))",
        "intDiv(n, 1000)",
        "toYYYYMM(d); DROP TABLE x",
        "`",
        "``",
        "toYYYYMM(mars)",
        "toyyyymm(d)"
      })
  void refusesEveryOtherKeyBySayingWhatIsSupported(String key) {
    HindcastException e = catchThrowableOfType(HindcastException.class, () -> parse(key));

    assertThat(e.code()).isEqualTo(ErrorCode.PARTITIONING_UNSUPPORTED);
    assertThat(e.getMessage())
        .containsAnyOf(key.isEmpty() ? "tuple()" : key, "Mars/Olympus")
        .containsAnyOf("Supported are", "time zone");
  }

  @Test
  void printsIdsAsTheWarehouseDoes() {
    assertThat(ids("toYYYYMM(d)", "2000-11-01T00:00:00Z", "2001-02-01T00:00:00Z"))
        .containsExactly("200011", "200012", "200101");
    assertThat(ids("toYYYYMMDD(d)", "2001-02-27T00:00:00Z", "2001-03-02T00:00:00Z"))
        .containsExactly("20010227", "20010228", "20010301");
    assertThat(ids("d32", "1970-01-01T00:00:00Z", "1970-01-03T00:00:00Z"))
        .containsExactly("0", "1");
    assertThat(ids("toYear(d)", "1999-01-01T00:00:00Z", "2001-01-01T00:00:00Z"))
        .containsExactly("1999", "2000");
    assertThat(ids("toMonday(d)", "2001-01-01T00:00:00Z", "2001-01-15T00:00:00Z"))
        .containsExactly("20010101", "20010108");
    assertThat(ids("toStartOfWeek(d)", "2000-12-31T00:00:00Z", "2001-01-14T00:00:00Z"))
        .containsExactly("20001231", "20010107");
    assertThat(ids("toStartOfQuarter(d)", "2001-04-01T00:00:00Z", "2001-10-01T00:00:00Z"))
        .containsExactly("20010401", "20010701");
    assertThat(ids("toStartOfHour(tz)", "2001-01-01T05:00:00Z", "2001-01-01T07:00:00Z"))
        .containsExactly("978325200", "978328800");
  }

  @Test
  void daysOfATimeColumnBeginInTheColumnsZone() {
    List<TargetPartition> days =
        parse("toDate(tz)").covering(Surveys.range("2001-03-31T05:00:00Z", "2001-04-03T04:00:00Z"));

    assertThat(days)
        .containsExactly(
            new TargetPartition(
                "20010331", Surveys.range("2001-03-31T05:00:00Z", "2001-04-01T05:00:00Z")),
            new TargetPartition(
                "20010401", Surveys.range("2001-04-01T05:00:00Z", "2001-04-02T04:00:00Z")),
            new TargetPartition(
                "20010402", Surveys.range("2001-04-02T04:00:00Z", "2001-04-03T04:00:00Z")));
  }

  @Test
  void aLongDayHasTwentyFiveHours() {
    TimeRange autumnDay = Surveys.range("2001-10-28T04:00:00Z", "2001-10-29T05:00:00Z");

    assertThat(parse("toDate(tz)").covering(autumnDay))
        .containsExactly(new TargetPartition("20011028", autumnDay));
    assertThat(parse("toStartOfHour(tz)").covering(autumnDay)).hasSize(25);
  }

  @Test
  void aDayThatBeginsAfterMidnightDoesNotDelayThoseAfterIt() {
    ZoneId santiago = ZoneId.of("America/Santiago");
    PartitionScheme scheme = PartitionScheme.parse("d", COLUMNS, santiago, ZoneOffset.UTC);

    assertThat(scheme.covering(Surveys.range("2023-09-02T04:00:00Z", "2023-09-05T03:00:00Z")))
        .extracting(TargetPartition::range)
        .containsExactly(
            Surveys.range("2023-09-02T04:00:00Z", "2023-09-03T04:00:00Z"),
            Surveys.range("2023-09-03T04:00:00Z", "2023-09-04T03:00:00Z"),
            Surveys.range("2023-09-04T03:00:00Z", "2023-09-05T03:00:00Z"));
  }

  @Test
  void aDayWhoseMidnightComesTwiceBeginsWithTheFirst() {
    ZoneId havana = ZoneId.of("America/Havana");
    PartitionScheme scheme = PartitionScheme.parse("d", COLUMNS, havana, ZoneOffset.UTC);
    TimeRange day = Surveys.range("2023-11-05T04:00:00Z", "2023-11-06T05:00:00Z");

    assertThat(scheme.covering(day)).containsExactly(new TargetPartition("20231105", day));
    HindcastException e =
        catchThrowableOfType(
            HindcastException.class,
            () -> scheme.covering(Surveys.range("2023-11-05T05:00:00Z", "2023-11-06T05:00:00Z")));
    assertThat(e.code()).isEqualTo(ErrorCode.RANGE_INVALID);
  }

  @Test
  void aRangeThatCutsThroughAPartitionIsRefusedWithTheBoundaries() {
    TimeRange midMonth = Surveys.range("2001-01-01T00:00:00Z", "2001-02-15T00:00:00Z");
    HindcastException e =
        catchThrowableOfType(
            HindcastException.class, () -> parse("toYYYYMM(d)").covering(midMonth));

    assertThat(e.code()).isEqualTo(ErrorCode.RANGE_INVALID);
    assertThat(e)
        .hasMessage(
            "range.to 2001-02-15T00:00:00Z cuts through a partition of the target, whose rows"
                + " outside the range would be lost; the partition's boundaries are"
                + " 2001-02-01T00:00:00Z and 2001-03-01T00:00:00Z (zone UTC)");
  }

  @Test
  void aRangeInAnotherZonesDaysIsRefused() {
    PartitionScheme berlin = PartitionScheme.parse("d", COLUMNS, BERLIN, NEW_YORK);
    TimeRange utcDay = Surveys.range("2001-01-01T00:00:00Z", "2001-01-02T00:00:00Z");

    assertThat(catchThrowableOfType(HindcastException.class, () -> berlin.covering(utcDay)).code())
        .isEqualTo(ErrorCode.RANGE_INVALID);
  }

  @Test
  void moreThanAMillionPartitionsAreRefused() {
    TimeRange centuries =
        new TimeRange(Instant.parse("1970-01-01T00:00:00Z"), Instant.parse("2170-01-01T00:00:00Z"));

    assertThat(
            catchThrowableOfType(
                    HindcastException.class,
                    () ->
                        PartitionScheme.parse(
                                "toStartOfHour(t)", COLUMNS, ZoneOffset.UTC, ZoneOffset.UTC)
                            .covering(centuries))
                .code())
        .isEqualTo(ErrorCode.PLAN_TOO_LARGE);
  }

  private static PartitionScheme parse(String key) {
    return PartitionScheme.parse(key, COLUMNS, ZoneId.of("UTC"), BERLIN);
  }

  private static List<String> ids(String key, String from, String to) {
    return parse(key).covering(Surveys.range(from, to)).stream().map(TargetPartition::id).toList();
  }
}
