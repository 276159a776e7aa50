package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.spec.RangeType;
import io.hindcast.core.sql.Placeholder;
import io.hindcast.core.time.LocalDays;
import io.hindcast.warehouse.RangeBinding;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of {@code {from:T}} and {@code {to:T}} as ClickHouse reads query parameters.
 *
 * <p>Instants are written as seconds since 1970, which mean the same instant in every zone that a
 * type can name or inherit from the server, and have no ambiguous hour.
 */
final class RangeParameters {
  private static final int NANO_DIGITS = 9;

  private RangeParameters() {}

  static Map<String, String> of(List<Placeholder> placeholders, RangeBinding binding) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Placeholder placeholder : placeholders) {
      String value = value(placeholder, binding);
      String other = values.putIfAbsent(placeholder.name(), value);
      if (other != null && !other.equals(value)) {
        throw new HindcastException(
            ErrorCode.TRANSFORM_FAILED,
            "The parameter %s is used both as a day and as an instant: use one type for it"
                .formatted(placeholder.name()));
      }
    }
    return values;
  }

  private static String value(Placeholder placeholder, RangeBinding binding) {
    Instant instant =
        switch (placeholder.name()) {
          case "from" -> binding.range().from();
          case "to" -> binding.range().to();
          default ->
              throw new HindcastException(
                  ErrorCode.TRANSFORM_FAILED,
                  "Unknown parameter {%s:%s}: only {from:…} and {to:…} are given"
                      .formatted(placeholder.name(), placeholder.type()));
        };
    return switch (type(placeholder)) {
      case DATE, DATE32 -> day(placeholder, instant.atZone(binding.zone()));
      case DATE_TIME -> wholeSeconds(placeholder, instant);
      case DATE_TIME64 -> fraction(placeholder, instant);
    };
  }

  private static RangeType type(Placeholder placeholder) {
    return RangeType.of(placeholder.type())
        .orElseThrow(() ->
            new HindcastException(
                ErrorCode.TRANSFORM_FAILED,
                ("{%s:%s} cannot take an end of the range: use Date, Date32, DateTime or"
                        + " DateTime64(6), and compute other types from it, such as"
                        + " toUnixTimestamp({%s:DateTime})")
                    .formatted(placeholder.name(), placeholder.type(), placeholder.name())));
  }

  private static String day(Placeholder placeholder, ZonedDateTime time) {
    LocalDate day = LocalDays.at(time.toInstant(), time.getZone());
    if (!time.toLocalTime().equals(LocalTime.MIDNIGHT)
        && !time.equals(LocalDays.start(day, time.getZone()))) {
      throw rangeInvalid(placeholder, time.toString(), "a type with a time of day");
    }
    return day.toString();
  }

  private static String wholeSeconds(Placeholder placeholder, Instant instant) {
    if (instant.getNano() != 0) {
      throw rangeInvalid(placeholder, instant.toString(), "DateTime64(6)");
    }
    return padded(instant.getEpochSecond());
  }

  private static String fraction(Placeholder placeholder, Instant instant) {
    if (instant.getNano() == 0) {
      return padded(instant.getEpochSecond());
    }
    BigDecimal seconds =
        BigDecimal.valueOf(instant.getEpochSecond())
            .add(BigDecimal.valueOf(instant.getNano(), NANO_DIGITS));
    if (seconds.signum() < 0 && seconds.longValue() == 0) {
      // ClickHouse reads -0.5 as 0.5.
      throw rangeInvalid(placeholder, instant.toString(), "whole seconds");
    }
    String[] parts = seconds.toPlainString().split("\\.", -1);
    return padded(Long.parseLong(parts[0])) + "." + parts[1];
  }

  /** Ten digits: ClickHouse takes fewer than five for a year. */
  private static String padded(long seconds) {
    return (seconds < 0 ? "-%010d" : "%010d").formatted(Math.abs(seconds));
  }

  private static HindcastException rangeInvalid(
      Placeholder placeholder, String found, String expected) {
    return new HindcastException(
        ErrorCode.RANGE_INVALID,
        "{%s:%s} cannot hold %s exactly, so the statement would read another range: use %s"
            .formatted(placeholder.name(), placeholder.type(), found, expected));
  }
}
