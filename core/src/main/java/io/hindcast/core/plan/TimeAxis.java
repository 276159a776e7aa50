package io.hindcast.core.plan;

import io.hindcast.core.time.LocalDays;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The column by which a target's rows lie in time, and how its values are written as texts.
 *
 * @param column the column
 * @param type its type as the warehouse prints it: a date, a time or an integer
 * @param calendar where the days of a date begin
 * @param ticksPerSecond what an integer counts since 1970: 1, 1000, 1000000 or 1000000000; 1 for
 *     every other type
 */
public record TimeAxis(String column, String type, ZoneId calendar, long ticksPerSecond) {
  private static final Pattern FRACTION = Pattern.compile("DateTime64\\((\\d)[,)].*");
  private static final Pattern INTEGER = Pattern.compile("U?Int(32|64)");
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  /** A column of a date or of a time. */
  public static TimeAxis of(String column, String type, ZoneId calendar) {
    return new TimeAxis(column, type, calendar, 1);
  }

  /** Whether a type is one that an axis can have. */
  static boolean accepts(String type) {
    return kindOf(type) != Kind.OTHER;
  }

  /** Whether values count from 1970 and are no times by themselves. */
  public boolean isInteger() {
    return kind() == Kind.INTEGER;
  }

  /** The smallest value that is not before a whole second, as {@link #read} takes it. */
  public String first(Instant from) {
    return text(later(from, earliest()), 0);
  }

  /** The largest value before a whole second, as {@link #read} takes it. */
  public String last(Instant to) {
    Instant end = earlier(to, latest());
    return switch (kind()) {
      case DATE, DATE32 -> LocalDays.at(end, calendar).minusDays(1).toString();
      default -> text(end, 1);
    };
  }

  /** Whether the type has values from one whole second to before another one. */
  public boolean meets(Instant from, Instant to) {
    return from.isBefore(latest()) && to.isAfter(earliest());
  }

  /** SQL that makes a value of the column's time of a text; the zone of a time is not kept. */
  public String read(String text) {
    return switch (kind()) {
      case DATE_TIME -> "CAST(%s AS DateTime('UTC'))".formatted(text);
      case DATE_TIME64 -> "CAST(%s AS DateTime64(%d, 'UTC'))".formatted(text, digits());
      default -> "CAST(%s AS %s)".formatted(text, type);
    };
  }

  /** The column's name within SQL. */
  public String quoted() {
    return "`" + column.replace("\\", "\\\\").replace("`", "\\`") + "`";
  }

  private enum Kind {
    DATE,
    DATE32,
    DATE_TIME,
    DATE_TIME64,
    INTEGER,
    OTHER
  }

  private Kind kind() {
    return kindOf(type);
  }

  private static Kind kindOf(String type) {
    return switch (type) {
      case "Date" -> Kind.DATE;
      case "Date32" -> Kind.DATE32;
      default ->
          type.startsWith("DateTime64(")
              ? Kind.DATE_TIME64
              : type.matches("DateTime(\\(.*)?")
                  ? Kind.DATE_TIME
                  : INTEGER.matcher(type).matches() ? Kind.INTEGER : Kind.OTHER;
    };
  }

  /** The value of an instant, less some of the type's smallest steps. */
  private String text(Instant at, int steps) {
    return switch (kind()) {
      case DATE, DATE32 -> firstDay(at).toString();
      // Fewer than ten digits are taken for a year.
      case DATE_TIME -> "%010d".formatted(at.getEpochSecond() - steps);
      case DATE_TIME64 -> fraction(at, steps);
      case INTEGER, OTHER ->
          BigInteger.valueOf(at.getEpochSecond())
              .multiply(BigInteger.valueOf(ticksPerSecond))
              .subtract(BigInteger.valueOf(steps))
              .toString();
    };
  }

  private LocalDate firstDay(Instant from) {
    LocalDate day = LocalDays.at(from, calendar);
    return LocalDays.start(day, calendar).toInstant().isBefore(from) ? day.plusDays(1) : day;
  }

  private String fraction(Instant at, int steps) {
    String digit = steps == 0 ? "0" : "9";
    String seconds =
        SECONDS.format(steps == 0 || digits() == 0 ? at.minusSeconds(steps) : at.minusSeconds(1));
    return digits() == 0 ? seconds : seconds + "." + digit.repeat(digits());
  }

  private int digits() {
    Matcher fraction = FRACTION.matcher(type);
    return fraction.matches() ? Integer.parseInt(fraction.group(1)) : 3;
  }

  /** No row can lie before. */
  private Instant earliest() {
    return switch (kind()) {
      case DATE -> LocalDays.start(LocalDate.EPOCH, calendar).toInstant();
      case DATE32 -> LocalDays.start(LocalDate.of(1900, 1, 1), calendar).toInstant();
      case DATE_TIME -> Instant.EPOCH;
      case DATE_TIME64 -> Instant.parse("1900-01-01T00:00:00Z");
      case INTEGER, OTHER -> type.startsWith("U") ? Instant.EPOCH : Instant.MIN;
    };
  }

  /** The first second that no row can reach. */
  private Instant latest() {
    return switch (kind()) {
      case DATE -> LocalDays.start(LocalDate.of(2149, 6, 7), calendar).toInstant();
      case DATE32 -> LocalDays.start(LocalDate.of(2300, 1, 1), calendar).toInstant();
      case DATE_TIME -> Instant.parse("2106-02-07T06:28:16Z");
      case DATE_TIME64 ->
          Instant.parse(digits() == 9 ? "2262-04-11T23:47:16Z" : "2300-01-01T00:00:00Z");
      case INTEGER, OTHER -> latestInteger();
    };
  }

  private Instant latestInteger() {
    long most =
        switch (type) {
          case "UInt32" -> 0xFFFF_FFFFL;
          case "Int32" -> Integer.MAX_VALUE;
          default -> Long.MAX_VALUE;
        };
    return most / ticksPerSecond > Instant.MAX.getEpochSecond()
        ? Instant.MAX
        : Instant.ofEpochSecond(most / ticksPerSecond);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
