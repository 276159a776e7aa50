package io.hindcast.warehouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.time.TimeRange;
import io.hindcast.warehouse.RangeBinding;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a range reaches a query. */
interface ParameterContract extends WarehouseFixture {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DateTime | 2001-07-01T00:00:00Z",
        "DateTime('America/New_York') | 2001-07-01T00:00:00Z",
        "DateTime('UTC') | 1970-01-01T00:00:00Z",
        "DateTime64(6) | 2001-07-01T00:00:00.000001Z",
        "DateTime64(3, 'Asia/Tokyo') | 2001-07-01T12:34:56.789Z",
        "DateTime64(9, 'UTC') | 1969-12-31T23:59:58.500Z",
        "DateTime64(6) | 1900-01-01T00:00:00Z",
        "DateTime64(6, 'Europe/Berlin') | 2001-10-28T00:30:00Z",
        "DateTime64(6, 'Europe/Berlin') | 2001-10-28T01:30:00Z"
      })
  default void bindsTheSameInstantToEveryType(String type, String instant) {
    Instant from = Instant.parse(instant);
    double micros =
        node()
            .scalar(
                "SELECT toUnixTimestamp64Micro(toDateTime64({from:%s}, 6))".formatted(type),
                RangeBinding.utc(new TimeRange(from, from.plusSeconds(1))));

    assertThat(micros).isEqualTo(from.getEpochSecond() * 1e6 + from.getNano() / 1e3);
  }

  @Test
  default void bindsDaysOfTheSpecsZone() {
    var binding =
        new RangeBinding(
            new TimeRange(
                Instant.parse("2001-06-30T22:00:00Z"), Instant.parse("2001-07-01T22:00:00Z")),
            ZoneId.of("Europe/Berlin"));

    assertThat(node().scalar("SELECT toYYYYMMDD({from:Date})", binding)).isEqualTo(20010701);
    assertThat(node().scalar("SELECT toYYYYMMDD({to:Date32})", binding)).isEqualTo(20010702);
    assertFails(
        ErrorCode.RANGE_INVALID,
        "{from:Date}",
        () ->
            node().scalar("SELECT {from:Date}", new RangeBinding(binding.range(), ZoneOffset.UTC)));
  }

  @Test
  default void refusesParametersThatCannotHoldTheRange() {
    var binding = range("2001-01-01T00:00:00.5Z", "2001-01-02T00:00:00Z");

    assertFails(
        ErrorCode.RANGE_INVALID,
        "DateTime64(6)",
        () -> node().scalar("SELECT {from:DateTime}", binding));
    assertFails(
        ErrorCode.TRANSFORM_FAILED,
        "toUnixTimestamp",
        () -> node().scalar("SELECT {from:UInt32}", binding));
    assertFails(
        ErrorCode.TRANSFORM_FAILED,
        "{now:DateTime}",
        () -> node().scalar("SELECT {now:DateTime}", binding));
    assertFails(
        ErrorCode.TRANSFORM_FAILED,
        "one type",
        () -> node().scalar("SELECT {to:Date} = {to:DateTime}", binding));
    assertFails(
        ErrorCode.TRANSFORM_FAILED, "character 7", () -> node().scalar("SELECT 'no end", binding));
  }

  @Test
  default void leavesTextThatOnlyLooksLikeAParameter() {
    var binding = range("2001-01-01T00:00:00Z", "2001-01-02T00:00:00Z");

    assertThat(
            node()
                .scalar(
                    "SELECT length('{x:Y}') /* {z:Z} */ + ({from:Date} < {to:Date}) -- {q:Q}",
                    binding))
        .isEqualTo(6);
  }
}
