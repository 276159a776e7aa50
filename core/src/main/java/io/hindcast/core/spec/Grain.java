package io.hindcast.core.spec;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The steps at which a transform is additive, as a calendar in some zone counts them.
 *
 * <p>Seconds, minutes and hours are counted from each local midnight, so a step of them divides a
 * day. Days are counted from 1970-01-01, weeks from Mondays, months from 1900-01 and years from
 * year 0, as ClickHouse's {@code toStartOfInterval} does.
 *
 * @param count how many units a step has, at least 1
 * @param unit the unit
 */
public record Grain(int count, Unit unit) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,5})(mo|[smhdwy])");

  /** A unit of the calendar or of the clock, from short to long. */
  public enum Unit {
    SECOND("s", Duration.ofSeconds(1), 86_400),
    MINUTE("m", Duration.ofMinutes(1), 1_440),
    HOUR("h", Duration.ofHours(1), 24),
    DAY("d", Duration.ofDays(1), 366),
    WEEK("w", Duration.ofDays(7), 53),
    MONTH("mo", Duration.ofDays(28), 120),
    YEAR("y", Duration.ofDays(365), 100);

    private final String symbol;
    private final Duration shortest;
    private final int countMax;

    Unit(String symbol, Duration shortest, int countMax) {
      this.symbol = symbol;
      this.shortest = shortest;
      this.countMax = countMax;
    }

    private static Unit of(String symbol) {
      for (Unit unit : values()) {
        if (unit.symbol.equals(symbol)) {
          return unit;
        }
      }
      throw new IllegalArgumentException("Unknown unit '%s'".formatted(symbol));
    }

    private boolean isClock() {
      return compareTo(DAY) < 0;
    }
  }

  /** Validates the step. */
  public Grain {
    Rules.require(
        count >= 1 && count <= unit.countMax,
        "Expected a grain from 1%s to %d%s, found %d%s"
            .formatted(unit.symbol, unit.countMax, unit.symbol, count, unit.symbol));
    Rules.require(
        !unit.isClock()
            || Duration.ofDays(1).toSeconds() % (count * unit.shortest.toSeconds()) == 0,
        "Expected a grain that divides a day, such as 15m or 6h, found %d%s"
            .formatted(count, unit.symbol));
  }

  /**
   * Reads a text such as {@code 15m}, {@code 1h}, {@code 1d}, {@code 1w}, {@code 1mo} or {@code
   * 1y}.
   *
   * @throws IllegalArgumentException when the text is no grain
   */
  public static Grain parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    Rules.require(
        matcher.matches(),
        "Expected a grain such as 15m, 1h, 1d, 1w, 1mo or 1y, found '%s'".formatted(text));
    return new Grain(Integer.parseInt(matcher.group(1)), Unit.of(matcher.group(2)));
  }

  /** The last step's start that is not after the instant. */
  public Instant alignDown(Instant instant, ZoneId zone) {
    return unit.isClock()
        ? new ClockSteps(shortest(), zone).alignDown(instant)
        : new CalendarSteps(this, zone).alignDown(instant);
  }

  /** The first step's start that is after the instant. */
  public Instant next(Instant instant, ZoneId zone) {
    return unit.isClock()
        ? new ClockSteps(shortest(), zone).next(instant)
        : new CalendarSteps(this, zone).next(instant);
  }

  /** Whether a step starts at the instant. */
  public boolean isAligned(Instant instant, ZoneId zone) {
    return alignDown(instant, zone).equals(instant);
  }

  /** Whether several steps start on one day. */
  public boolean isWithinDay() {
    return shortest().compareTo(Duration.ofDays(1)) < 0;
  }

  /** A step's length without daylight-saving shifts, with months of 28 and years of 365 days. */
  public Duration shortest() {
    return unit.shortest.multipliedBy(count);
  }

  @Override
  public String toString() {
    return count + unit.symbol;
  }
}
