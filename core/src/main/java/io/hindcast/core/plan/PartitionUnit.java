package io.hindcast.core.plan;

import io.hindcast.core.time.LocalDays;
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
public enum PartitionUnit implements TimeStep {
  HOUR,
  DAY,
  WEEK_FROM_MONDAY,
  WEEK_FROM_SUNDAY,
  MONTH,
  QUARTER,
  YEAR;

  private static final Duration ONE_HOUR = Duration.ofHours(1);

  @Override
  public ZonedDateTime floor(ZonedDateTime at) {
    LocalDate day = LocalDays.at(at.toInstant(), at.getZone());
    if (this == HOUR) {
      ZonedDateTime midnight = LocalDays.start(day, at.getZone());
      return midnight.plusHours(Duration.between(midnight, at).dividedBy(ONE_HOUR));
    }
    return LocalDays.start(first(day), at.getZone());
  }

  @Override
  public ZonedDateTime next(ZonedDateTime start) {
    LocalDate day = LocalDays.at(start.toInstant(), start.getZone());
    ZoneId zone = start.getZone();
    if (this == HOUR) {
      ZonedDateTime hour = start.plusHours(1);
      ZonedDateTime tomorrow = LocalDays.start(day.plusDays(1), zone);
      return hour.isBefore(tomorrow) ? hour : tomorrow;
    }
    return LocalDays.start(following(day), zone);
  }

  @Override
  public Duration length() {
    return switch (this) {
      case HOUR -> ONE_HOUR;
      case DAY -> Duration.ofDays(1);
      case WEEK_FROM_MONDAY, WEEK_FROM_SUNDAY -> Duration.ofDays(7);
      case MONTH -> Duration.ofDays(28);
      case QUARTER -> Duration.ofDays(90);
      case YEAR -> Duration.ofDays(365);
    };
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
