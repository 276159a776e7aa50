package io.hindcast.core.plan;

import io.hindcast.core.plan.TimeReading.Value;
import io.hindcast.core.spec.Grain;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The warehouse's functions that keep or round times.
 *
 * @param serverZone where days begin for a time that names no zone
 */
record TimeFunctions(ZoneId serverZone) {
  private static final Set<String> KEEPING =
      Set.of("toDateTime", "toDateTime32", "toTimeZone", "toTimezone", "fromUnixTimestamp");

  private static final Map<String, Long> COUNTING =
      Map.of(
          "fromUnixTimestamp64Second", 1L,
          "fromUnixTimestamp64Milli", 1_000L,
          "fromUnixTimestamp64Micro", 1_000_000L,
          "fromUnixTimestamp64Nano", 1_000_000_000L);

  /** What is rounded to, and what the value is then. */
  private record Rounding(TimeStep step, Value value, PartitionIdFormat format) {}

  private static final Map<String, Rounding> ROUNDING =
      Map.ofEntries(
          Map.entry("toDate", day(PartitionIdFormat.YEAR_MONTH_DAY)),
          Map.entry("toDate32", day(PartitionIdFormat.EPOCH_DAYS)),
          Map.entry("toStartOfDay", time(PartitionUnit.DAY)),
          Map.entry("toStartOfHour", time(PartitionUnit.HOUR)),
          Map.entry("toStartOfFifteenMinutes", time(interval("15m"))),
          Map.entry("toStartOfTenMinutes", time(interval("10m"))),
          Map.entry("toStartOfFiveMinutes", time(interval("5m"))),
          Map.entry("toStartOfFiveMinute", time(interval("5m"))),
          Map.entry("toStartOfMinute", time(interval("1m"))),
          Map.entry("toMonday", date(PartitionUnit.WEEK_FROM_MONDAY)),
          Map.entry("toStartOfMonth", date(PartitionUnit.MONTH)),
          Map.entry("toStartOfQuarter", date(PartitionUnit.QUARTER)),
          Map.entry("toStartOfYear", date(PartitionUnit.YEAR)),
          Map.entry("toYYYYMM", name(PartitionUnit.MONTH, PartitionIdFormat.YEAR_MONTH)),
          Map.entry("toYYYYMMDD", name(PartitionUnit.DAY, PartitionIdFormat.YEAR_MONTH_DAY)),
          Map.entry("toYear", name(PartitionUnit.YEAR, PartitionIdFormat.YEAR)),
          Map.entry("toLastDayOfMonth", name(PartitionUnit.MONTH, PartitionIdFormat.ASKED)),
          Map.entry("toRelativeDayNum", name(PartitionUnit.DAY, PartitionIdFormat.ASKED)),
          Map.entry("toRelativeHourNum", name(PartitionUnit.HOUR, PartitionIdFormat.ASKED)),
          Map.entry("toRelativeMonthNum", name(PartitionUnit.MONTH, PartitionIdFormat.ASKED)),
          Map.entry("toRelativeQuarterNum", name(PartitionUnit.QUARTER, PartitionIdFormat.ASKED)),
          Map.entry("toRelativeYearNum", name(PartitionUnit.YEAR, PartitionIdFormat.ASKED)),
          Map.entry(
              "toRelativeWeekNum", name(PartitionUnit.WEEK_FROM_MONDAY, PartitionIdFormat.ASKED)),
          Map.entry("toDaysSinceYearZero", name(PartitionUnit.DAY, PartitionIdFormat.ASKED)));

  private static final Map<String, TimeStep> UNITS =
      Map.of(
          "1h", PartitionUnit.HOUR,
          "1d", PartitionUnit.DAY,
          "1w", PartitionUnit.WEEK_FROM_MONDAY,
          "1mo", PartitionUnit.MONTH,
          "3mo", PartitionUnit.QUARTER,
          "1y", PartitionUnit.YEAR);

  private static final Set<String> TRUNCATING = Set.of("dateTrunc", "date_trunc", "DATE_TRUNC");
  private static final Pattern INTERVAL = Pattern.compile("toInterval(\\w+)\\((\\d{1,5})\\)");
  private static final Pattern TEXT = Pattern.compile("'([^'\\\\]*)'");
  private static final Pattern WIDE = Pattern.compile("U?Int(32|64)|String");

  /** Formats in which a later step always has another text. */
  private static final Pattern FORMAT =
      Pattern.compile("%Y(?:[-/_.]?%m(?:[-/_.]?%d(?:[-/_. T]?%H)?)?)?");

  private static final long DAY_SECONDS = 86_400;
  private static final long HOUR_SECONDS = 3_600;

  /** Where a function has the time among its arguments. */
  static int subject(String function) {
    return TRUNCATING.contains(function) ? 1 : 0;
  }

  /** Whether texts or numbers of the type keep apart all steps that there are. */
  static boolean isWide(String type) {
    return WIDE.matcher(type).matches();
  }

  /** A whole number above zero. */
  static Optional<Long> number(String text) {
    return text.matches("[1-9][0-9]{0,17}")
        ? Optional.of(Long.parseLong(text))
        : text.matches("1e[0-9]{1,2}\\.?")
            ? Optional.of((long) Double.parseDouble(text)).filter(value -> value < Long.MAX_VALUE)
            : Optional.empty();
  }

  /**
   * What a function makes of a reading.
   *
   * @param others its other arguments
   * @param sql the call over the column
   * @return empty when that is not known
   */
  Optional<TimeReading> apply(
      String function, List<String> others, TimeReading reading, String sql) {
    if (function.equals("intDiv") && others.size() == 1) {
      return number(others.getFirst()).flatMap(by -> reading.divided(sql, by, false));
    }
    if (function.equals("CAST") || function.equals("_CAST")) {
      return others.size() == 1 ? cast(text(others.getFirst()), reading, sql) : Optional.empty();
    }
    if (function.equals("toString") && others.isEmpty()) {
      return cast(Optional.of("String"), reading, sql);
    }
    if (function.matches("toU?Int(32|64)") && others.isEmpty()) {
      return cast(Optional.of(function.substring(2)), reading, sql);
    }
    if (KEEPING.contains(function) || COUNTING.containsKey(function)) {
      return kept(function, others, reading, sql);
    }
    return function.equals("toDateTime64") && !others.isEmpty()
        ? kept(function, others.subList(1, others.size()), reading, sql)
        : rounded(function, others, reading, sql);
  }

  private Optional<TimeReading> cast(Optional<String> type, TimeReading reading, String sql) {
    String to = type.orElse("");
    if (to.equals("Date") || to.equals("Date32")) {
      return rounded("to" + to, List.of(), reading, sql);
    }
    if (!isWide(to)) {
      return Optional.empty();
    }
    return reading.value() == Value.TICKS
        ? Optional.of(reading.with(sql)).filter(same -> !to.equals("String"))
        : reading.step() == null ? Optional.empty() : Optional.of(reading.named(sql));
  }

  private Optional<TimeReading> kept(
      String function, List<String> others, TimeReading reading, String sql) {
    Optional<ZoneId> zone = zone(others);
    if (others.size() > 1 || (others.size() == 1 && zone.isEmpty())) {
      return Optional.empty();
    }
    return reading.value() == Value.TICKS
        ? reading.counted(sql, COUNTING.getOrDefault(function, 1L), zone.orElse(serverZone))
        : COUNTING.containsKey(function) ? Optional.empty() : reading.instant(sql, zone);
  }

  private Optional<TimeReading> rounded(
      String function, List<String> others, TimeReading reading, String sql) {
    Optional<Rounding> found = rounding(function, others, reading);
    List<String> rest =
        others.subList(Math.min(others.size(), parameters(function, others)), others.size());
    Optional<ZoneId> zone = zone(rest);
    if (found.isEmpty() || rest.size() > 1 || (rest.size() == 1 && zone.isEmpty())) {
      return Optional.empty();
    }
    Rounding to = found.get();
    TimeReading time =
        reading.value() == Value.TICKS && function.startsWith("toDate")
            ? reading.counted(sql, 1, zone.orElse(serverZone)).orElse(reading)
            : reading;
    return time.rounded(sql, to.step(), zone, to.value(), to.format());
  }

  /** How many arguments beside the time say what is rounded to. */
  private static int parameters(String function, List<String> others) {
    boolean mode =
        function.equals("toStartOfWeek") && !others.isEmpty() && !others.getFirst().startsWith("'");
    return mode
            || function.equals("toStartOfInterval")
            || function.equals("formatDateTime")
            || TRUNCATING.contains(function)
        ? 1
        : 0;
  }

  private static Optional<Rounding> rounding(
      String function, List<String> others, TimeReading reading) {
    if (TRUNCATING.contains(function)) {
      return text(others.getFirst()).flatMap(unit -> interval(unit, 1, reading));
    }
    String first = others.isEmpty() ? "" : others.getFirst();
    return switch (function) {
      case "toStartOfWeek" ->
          switch (first) {
            case "1" -> Optional.of(date(PartitionUnit.WEEK_FROM_MONDAY));
            case "0", "" -> Optional.of(date(PartitionUnit.WEEK_FROM_SUNDAY));
            default ->
                first.startsWith("'")
                    ? Optional.of(date(PartitionUnit.WEEK_FROM_SUNDAY))
                    : Optional.empty();
          };
      case "toStartOfInterval" -> {
        Matcher interval = INTERVAL.matcher(first);
        yield interval.matches()
            ? interval(interval.group(1), Integer.parseInt(interval.group(2)), reading)
            : Optional.empty();
      }
      case "formatDateTime" -> text(first).flatMap(TimeFunctions::format);
      default -> Optional.ofNullable(ROUNDING.get(function));
    };
  }

  private static Optional<Rounding> interval(String unit, int count, TimeReading reading) {
    boolean clock = reading.value() == Value.TIME;
    return switch (unit.toLowerCase(Locale.ROOT)) {
      case "second" -> clock(count, "s", clock);
      case "minute" -> clock(count, "m", clock);
      case "hour" -> clock(count, "h", clock);
      case "day" -> step(count, "d").map(step -> clock ? time(step) : date(step));
      case "week" -> step(count, "w").map(TimeFunctions::date);
      case "month" -> step(count, "mo").map(TimeFunctions::date);
      case "quarter" -> step(3 * count, "mo").map(TimeFunctions::date);
      case "year" -> step(count, "y").map(TimeFunctions::date);
      default -> Optional.empty();
    };
  }

  private static Optional<Rounding> clock(int count, String unit, boolean hasClock) {
    return hasClock ? step(count, unit).map(TimeFunctions::time) : Optional.empty();
  }

  private static Optional<TimeStep> step(int count, String unit) {
    TimeStep unitOfCalendar = UNITS.get(count + unit);
    if (unitOfCalendar != null) {
      return Optional.of(unitOfCalendar);
    }
    try {
      return Optional.of(interval(count + unit));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // More than a grain can have, or no part of a day.
    }
  }

  private static Optional<Rounding> format(String format) {
    String full = format.replace("%F", "%Y-%m-%d");
    if (!FORMAT.matcher(full).matches()) {
      return Optional.empty();
    }
    TimeStep step =
        full.contains("%H")
            ? PartitionUnit.HOUR
            : full.contains("%d")
                ? PartitionUnit.DAY
                : full.contains("%m") ? PartitionUnit.MONTH : PartitionUnit.YEAR;
    return Optional.of(name(step, PartitionIdFormat.ASKED));
  }

  /** The step of an integer that was divided by the length of a day or an hour. */
  static Optional<TimeReading> stepOf(TimeReading reading) {
    for (long perSecond = 1; perSecond <= 1_000_000_000L; perSecond *= 1_000) {
      boolean day = reading.divided() == DAY_SECONDS * perSecond;
      if ((day || reading.divided() == HOUR_SECONDS * perSecond) && !reading.rounds()) {
        TimeAxis axis = reading.axis();
        return Optional.of(
            new TimeReading(
                new TimeAxis(axis.column(), axis.type(), axis.calendar(), perSecond),
                reading.sql(),
                Value.NAME,
                ZoneOffset.UTC,
                day ? PartitionUnit.DAY : PartitionUnit.HOUR,
                PartitionIdFormat.ASKED,
                1,
                false));
      }
    }
    return Optional.empty();
  }

  private static Optional<ZoneId> zone(List<String> arguments) {
    return arguments.size() == 1
        ? text(arguments.getFirst())
            .map(name -> TimeReader.zone(name, "'%s' of the partition key".formatted(name)))
        : Optional.empty();
  }

  private static Optional<String> text(String literal) {
    Matcher text = TEXT.matcher(literal);
    return text.matches() ? Optional.of(text.group(1)) : Optional.empty();
  }

  private static TimeStep interval(String grain) {
    return new IntervalStep(Grain.parse(grain));
  }

  private static Rounding day(PartitionIdFormat format) {
    return new Rounding(PartitionUnit.DAY, Value.DATE, format);
  }

  private static Rounding date(TimeStep step) {
    return new Rounding(step, Value.DATE, PartitionIdFormat.YEAR_MONTH_DAY);
  }

  private static Rounding time(TimeStep step) {
    return new Rounding(step, Value.TIME, PartitionIdFormat.EPOCH_SECONDS);
  }

  private static Rounding name(TimeStep step, PartitionIdFormat format) {
    return new Rounding(step, Value.NAME, format);
  }
}
