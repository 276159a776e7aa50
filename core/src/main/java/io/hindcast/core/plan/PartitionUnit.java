package io.hindcast.core.plan;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;

/**
 * The calendar step of a time-partitioned table. Steps follow the local calendar through changes of
 * the clock as the warehouse does: a day lasts until the next one first begins, and hours are
 * counted from the start of the day.
 */
public enum PartitionUnit {
  HOUR,
  DAY,
  WEEK_FROM_MONDAY,
  WEEK_FROM_SUNDAY,
  MONTH,
  QUARTER,
  YEAR;

  private static final Duration ONE_HOUR = Duration.ofHours(1);

  /** Start of the partition that holds the instant. */
  ZonedDateTime floor(ZonedDateTime at) {
    LocalDate day = day(at);
    if (this == HOUR) {
      ZonedDateTime midnight = day.atStartOfDay(at.getZone());
      return midnight.plusHours(Duration.between(midnight, at).dividedBy(ONE_HOUR));
    }
    return first(day).atStartOfDay(at.getZone());
  }

  /** Start of the next partition. */
  ZonedDateTime next(ZonedDateTime start) {
    LocalDate day = day(start);
    ZoneId zone = start.getZone();
    if (this == HOUR) {
      ZonedDateTime hour = start.plusHours(1);
      ZonedDateTime tomorrow = day.plusDays(1).atStartOfDay(zone);
      return hour.isBefore(tomorrow) ? hour : tomorrow;
    }
    return following(day).atStartOfDay(zone);
  }

  /**
   * The day that has begun and not ended. Where clocks go back over midnight, the evening before
   * comes a second time: it belongs to the day that has begun already.
   */
  private static LocalDate day(ZonedDateTime at) {
    LocalDate tomorrow = at.toLocalDate().plusDays(1);
    return tomorrow.atStartOfDay(at.getZone()).isAfter(at) ? at.toLocalDate() : tomorrow;
  }

  private LocalDate first(LocalDate day) {
    return switch (this) {
      case HOUR, DAY -> day;
      case WEEK_FROM_MONDAY -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case WEEK_FROM_SUNDAY -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
      case MONTH -> day.withDayOfMonth(1);
      case QUARTER -> day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
      case YEAR -> day.withDayOfYear(1);
    };
  }

  private LocalDate following(LocalDate first) {
    return switch (this) {
      case HOUR, DAY -> first.plusDays(1);
      case WEEK_FROM_MONDAY, WEEK_FROM_SUNDAY -> first.plusWeeks(1);
      case MONTH -> first.plusMonths(1);
      case QUARTER -> first.plusMonths(3);
      case YEAR -> first.plusYears(1);
    };
  }
}
