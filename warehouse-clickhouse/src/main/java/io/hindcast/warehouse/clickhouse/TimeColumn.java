package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.fence.SourceRead.Window;
import io.hindcast.core.time.TimeRange;
import io.hindcast.warehouse.clickhouse.FilterEdge.Unit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A column that holds times, and what its values mean.
 *
 * @param name the column
 * @param type without Nullable and LowCardinality
 * @param zone where the days of a time begin to the server
 * @param calendar where the days of a Date begin to the spec
 * @param spanned whether the spans of the table's parts are spans of this column
 */
record TimeColumn(String name, String type, ZoneId zone, ZoneId calendar, boolean spanned) {
  private static final Pattern TYPE =
      Pattern.compile("(Date|Date32|DateTime|DateTime64|U?Int(?:32|64))(\\(.*)?");
  private static final Pattern WRAPPED = Pattern.compile("(?:Nullable|LowCardinality)\\((.*)\\)");
  private static final Pattern ZONE = Pattern.compile(".*'([^']+)'\\)");
  private static final List<Long> TICKS = List.of(1L, 1_000L, 1_000_000L, 1_000_000_000L);

  /** Empty for a type that does not tell times. */
  static Optional<TimeColumn> of(
      String name, String written, ZoneId server, ZoneId calendar, boolean spanned) {
    String type = unwrap(written);
    if (!TYPE.matcher(type).matches()) {
      return Optional.empty();
    }
    Matcher zoned = ZONE.matcher(type);
    ZoneId zone = zoned.matches() ? ZoneId.of(zoned.group(1)) : server;
    return Optional.of(new TimeColumn(name, type, zone, calendar, spanned));
  }

  private static String unwrap(String type) {
    Matcher wrapped = WRAPPED.matcher(type);
    return wrapped.matches() ? unwrap(wrapped.group(1)) : type;
  }

  boolean isDay() {
    return type.startsWith("Date") && !isTime();
  }

  boolean isTime() {
    return type.startsWith("DateTime");
  }

  boolean isWide() {
    return type.startsWith("DateTime64");
  }

  boolean isNumber() {
    return type.contains("Int");
  }

  /** What the edges leave of the column, one window for each meaning that its numbers may have. */
  List<Window> windows(Collection<FilterEdge> edges) {
    List<Window> windows = new ArrayList<>();
    for (long ticks : isNumber() ? TICKS : List.of(0L)) {
      window(edges, ticks).ifPresent(windows::add);
    }
    return windows;
  }

  private Optional<Window> window(Collection<FilterEdge> edges, long ticks) {
    Instant from = null;
    Instant to = null;
    for (FilterEdge edge : edges) {
      Instant end = instant(edge, ticks);
      if (end != null && edge.lower()) {
        from = from == null || end.isAfter(from) ? end : from;
      } else if (end != null) {
        to = to == null || end.isBefore(to) ? end : to;
      }
    }
    return from == null || to == null || !from.isBefore(to)
        ? Optional.empty()
        : Optional.of(new Window(name, ticks, new TimeRange(from, to), spanned));
  }

  /** The first instant inside, or the first outside; null where nothing follows from the edge. */
  private @Nullable Instant instant(FilterEdge edge, long ticks) {
    try {
      if (isNumber()) {
        return edge.function().isEmpty() && edge.unit() == Unit.NATIVE
            ? ofTicks(edge, ticks)
            : null;
      }
      return isDay() ? ofDay(edge) : ofTime(edge);
    } catch (DateTimeException | ArithmeticException e) {
      return null; // Beyond what instants can tell: as good as no condition.
    }
  }

  private static Instant ofTicks(FilterEdge edge, long ticks) {
    BigDecimal value =
        !edge.lower() && edge.inclusive() ? edge.value().add(BigDecimal.ONE) : edge.value();
    return seconds(value.divide(BigDecimal.valueOf(ticks), 9, RoundingMode.FLOOR));
  }

  private @Nullable Instant ofDay(FilterEdge edge) {
    boolean cast = edge.function().equals("_CAST");
    LocalDate day;
    if (cast || (edge.unit() == Unit.SECONDS && edge.function().isEmpty())) {
      ZonedDateTime time = seconds(edge.value()).atZone(zone);
      boolean begins = time.toLocalTime().equals(LocalTime.MIDNIGHT);
      boolean next = !edge.lower() && (edge.inclusive() || !begins);
      day = next ? time.toLocalDate().plusDays(1) : time.toLocalDate();
    } else if (edge.function().isEmpty()) {
      day = LocalDate.ofEpochDay(edge.value().longValueExact());
      day = !edge.lower() && edge.inclusive() ? day.plusDays(1) : day;
    } else {
      return null;
    }
    return day.atStartOfDay(calendar).toInstant();
  }

  private @Nullable Instant ofTime(FilterEdge edge) {
    if (edge.function().isEmpty()) {
      if (edge.unit() == Unit.DAYS) {
        return null;
      }
      return seconds(
          !edge.lower() && edge.inclusive() ? edge.value().add(BigDecimal.ONE) : edge.value());
    }
    Instant end =
        switch (edge.function()) {
          case "toDate", "toMonday", "toStartOfMonth" -> dayOf(edge);
          case "toStartOfMinute", "toStartOfHour", "toStartOfDay" ->
              seconds(
                  !edge.lower() && edge.inclusive()
                      ? edge.value().add(BigDecimal.ONE)
                      : edge.value());
          default -> null;
        };
    return end == null || (!edge.lower() && !begins(edge.function(), end.atZone(zone)))
        ? null
        : end;
  }

  private @Nullable Instant dayOf(FilterEdge edge) {
    if (edge.unit() == Unit.SECONDS) {
      return null;
    }
    LocalDate day = LocalDate.ofEpochDay(edge.value().longValueExact());
    return (!edge.lower() && edge.inclusive() ? day.plusDays(1) : day)
        .atStartOfDay(zone)
        .toInstant();
  }

  /** Whether a step of a function that rounds down begins there: what is below it rounds below. */
  private static boolean begins(String function, ZonedDateTime time) {
    boolean minute = time.getSecond() == 0 && time.getNano() == 0;
    boolean day = time.equals(time.toLocalDate().atStartOfDay(time.getZone()));
    return switch (function) {
      case "toStartOfMinute" -> minute;
      case "toStartOfHour" -> minute && time.getMinute() == 0;
      case "toMonday" -> day && time.getDayOfWeek() == DayOfWeek.MONDAY;
      case "toStartOfMonth" -> day && time.getDayOfMonth() == 1;
      default -> day;
    };
  }

  private static Instant seconds(BigDecimal value) {
    BigDecimal floor = value.setScale(0, RoundingMode.FLOOR);
    return Instant.ofEpochSecond(
        floor.longValueExact(), value.subtract(floor).movePointRight(9).longValue());
  }
}
