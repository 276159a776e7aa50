package io.hindcast.core.spec;

import io.hindcast.core.time.LocalDays;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/** Steps of days, weeks, months and years; each starts when its first local day does. */
record CalendarSteps(Grain grain, ZoneId zone) {
  private static final LocalDate FIRST_MONDAY = LocalDate.of(1970, 1, 5);
  private static final int FIRST_MONTH_YEAR = 1900;

  Instant alignDown(Instant instant) {
    return start(first(localDate(instant)));
  }

  Instant next(Instant instant) {
    return start(following(first(localDate(instant))));
  }

  private LocalDate localDate(Instant instant) {
    return LocalDays.at(instant, zone);
  }

  private Instant start(LocalDate date) {
    return LocalDays.start(date, zone).toInstant();
  }

  private LocalDate first(LocalDate date) {
    int count = grain.count();
    return switch (grain.unit()) {
      case SECOND, MINUTE, HOUR -> throw new IllegalStateException("Not a calendar unit");
      case DAY -> LocalDate.ofEpochDay(Math.floorDiv(date.toEpochDay(), count) * count);
      case WEEK -> firstOfWeeks(date, 7L * count);
      case MONTH -> firstOfMonths(date, count);
      case YEAR -> LocalDate.of(Math.floorDiv(date.getYear(), count) * count, 1, 1);
    };
  }

  private static LocalDate firstOfWeeks(LocalDate date, long days) {
    LocalDate monday = date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    long since = monday.toEpochDay() - FIRST_MONDAY.toEpochDay();
    return FIRST_MONDAY.plusDays(Math.floorDiv(since, days) * days);
  }

  private static LocalDate firstOfMonths(LocalDate date, int count) {
    int months = (date.getYear() - FIRST_MONTH_YEAR) * 12 + date.getMonthValue() - 1;
    return LocalDate.of(FIRST_MONTH_YEAR, 1, 1)
        .plusMonths((long) Math.floorDiv(months, count) * count);
  }

  private LocalDate following(LocalDate first) {
    int count = grain.count();
    return switch (grain.unit()) {
      case SECOND, MINUTE, HOUR -> throw new IllegalStateException("Not a calendar unit");
      case DAY -> first.plusDays(count);
      case WEEK -> first.plusWeeks(count);
      case MONTH -> first.plusMonths(count);
      case YEAR -> first.plusYears(count);
    };
  }
}
