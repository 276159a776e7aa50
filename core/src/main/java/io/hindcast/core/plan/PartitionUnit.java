package io.hindcast.core.plan;

import java.time.DayOfWeek;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** The calendar step of a time-partitioned table. */
public enum PartitionUnit {
  HOUR,
  DAY,
  WEEK_FROM_MONDAY,
  WEEK_FROM_SUNDAY,
  MONTH,
  QUARTER,
  YEAR;

  /** Start of the partition that holds the instant. */
  ZonedDateTime floor(ZonedDateTime at) {
    ZonedDateTime day = at.truncatedTo(ChronoUnit.DAYS);
    return switch (this) {
      case HOUR -> at.truncatedTo(ChronoUnit.HOURS);
      case DAY -> day;
      case WEEK_FROM_MONDAY -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case WEEK_FROM_SUNDAY -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
      case MONTH -> day.withDayOfMonth(1);
      case QUARTER -> day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
      case YEAR -> day.withDayOfYear(1);
    };
  }

  /** Start of the next partition. */
  ZonedDateTime next(ZonedDateTime start) {
    return switch (this) {
      case HOUR -> start.plusHours(1);
      case DAY -> start.plusDays(1);
      case WEEK_FROM_MONDAY, WEEK_FROM_SUNDAY -> start.plusWeeks(1);
      case MONTH -> start.plusMonths(1);
      case QUARTER -> start.plusMonths(3);
      case YEAR -> start.plusYears(1);
    };
  }
}
