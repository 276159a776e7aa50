package io.hindcast.core.spec;

import io.hindcast.core.time.LocalDays;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;

/**
 * Steps of hours, minutes and seconds: one starts wherever the local clock shows a multiple of the
 * step, and at the start of every local day. A change of the clock can make the step around it
 * shorter or longer.
 */
record ClockSteps(Duration step, ZoneId zone) {

  Instant alignDown(Instant instant) {
    ZoneOffset offset = zone.getRules().getOffset(instant);
    Instant start = floor(instant, offset);
    // The rules speak of transitions strictly before an instant.
    ZoneOffsetTransition change = zone.getRules().previousTransition(instant.plusNanos(1));
    if (change != null && change.getInstant().isAfter(start)) {
      start = floor(change.getInstant().minusNanos(1), change.getOffsetBefore());
    }
    return latest(start, dayStart(instant));
  }

  Instant next(Instant instant) {
    ZoneOffset offset = zone.getRules().getOffset(instant);
    Instant start = floor(instant, offset).plus(step);
    ZoneOffsetTransition change = zone.getRules().nextTransition(instant);
    if (change != null && !change.getInstant().isAfter(start)) {
      start = ceiling(change.getInstant(), change.getOffsetAfter());
    }
    Instant tomorrow = nextDayStart(instant);
    return start.isBefore(tomorrow) ? start : tomorrow;
  }

  private Instant floor(Instant instant, ZoneOffset offset) {
    long local = Math.addExact(instant.getEpochSecond(), offset.getTotalSeconds());
    long seconds = step.toSeconds();
    return Instant.ofEpochSecond(
        Math.floorDiv(local, seconds) * seconds - offset.getTotalSeconds());
  }

  private Instant ceiling(Instant instant, ZoneOffset offset) {
    Instant floor = floor(instant, offset);
    return floor.equals(instant) ? floor : floor.plus(step);
  }

  private Instant dayStart(Instant instant) {
    return LocalDays.start(LocalDays.at(instant, zone), zone).toInstant();
  }

  private Instant nextDayStart(Instant instant) {
    LocalDate today = LocalDays.at(instant, zone);
    Instant start = LocalDays.start(today.plusDays(1), zone).toInstant();
    return start.isAfter(instant) ? start : LocalDays.start(today.plusDays(2), zone).toInstant();
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
