package io.hindcast.core.time;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;

/**
 * Where the days of a zone begin, as the warehouse counts them: one after the other, each once. A
 * day whose midnight is skipped begins when its clocks first show it. Where midnight comes twice,
 * the day begins with the first, unless clocks go back into the day before after midnight, as those
 * of St. John's did at 00:01 until 2011: then the evening is lived twice, and the day begins with
 * the second.
 */
public final class LocalDays {
  private LocalDays() {}

  /** The first instant of the day; that of the next one where the zone has skipped the day. */
  public static ZonedDateTime start(LocalDate day, ZoneId zone) {
    LocalDateTime midnight = day.atStartOfDay();
    ZoneOffsetTransition change = zone.getRules().getTransition(midnight);
    return change != null
            && change.isOverlap()
            && change.getDateTimeAfter().toLocalDate().isBefore(day)
        ? ZonedDateTime.ofInstant(midnight, change.getOffsetAfter(), zone)
        : day.atStartOfDay(zone);
  }

  /** The day that has begun and not ended, whatever the clocks show. */
  public static LocalDate at(Instant instant, ZoneId zone) {
    LocalDate shown = LocalDate.ofInstant(instant, zone);
    if (start(shown, zone).toInstant().isAfter(instant)) {
      return shown.minusDays(1);
    }
    LocalDate tomorrow = shown.plusDays(1);
    return start(tomorrow, zone).toInstant().isAfter(instant) ? shown : tomorrow;
  }
}
