package io.hindcast.core.spec;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import java.util.TreeSet;

/**
 * A time of the week with a share of its own. It is read off a clock on the wall of its zone, so
 * that it covers the same times of the day whatever daylight saving does: a skipped hour is not
 * there, an hour that comes twice is covered twice.
 *
 * @param days on which it begins
 * @param from the first local time that it covers
 * @param to the first local time that it does not cover any more; at or before {@code from} it is
 *     on the next day
 * @param share of the pool's slots that the backfill may use; 0 % for none
 */
public record PaceWindow(
    Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone, Percentage share) {

  /** Copies the days, Monday first. */
  public PaceWindow {
    Rules.require(!days.isEmpty(), "The list of days is empty");
    days = java.util.Collections.unmodifiableSet(new TreeSet<>(days));
  }

  /** Whether the instant is inside. */
  public boolean covers(Instant instant) {
    ZonedDateTime local = instant.atZone(zone);
    LocalTime time = local.toLocalTime();
    DayOfWeek today = local.getDayOfWeek();
    if (from.isBefore(to)) {
      return days.contains(today) && !time.isBefore(from) && time.isBefore(to);
    }
    boolean sinceToday = days.contains(today) && !time.isBefore(from);
    boolean sinceYesterday = days.contains(today.minus(1)) && time.isBefore(to);
    return sinceToday || sinceYesterday;
  }

  /** When it is, for people: {@code 08:00-18:00 Europe/Paris}. */
  public String label() {
    return "%s-%s %s".formatted(from, to, zone);
  }
}
