package io.hindcast.core.time;

import java.time.Duration;
import java.time.Instant;

/**
 * A half-open range of instants.
 *
 * @param from first instant inside
 * @param to first instant outside, after {@code from}
 */
public record TimeRange(Instant from, Instant to) implements Comparable<TimeRange> {

  /** Rejects an empty or inverted range. */
  public TimeRange {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(
          "The range [%s, %s) is empty: 'to' must be after 'from'".formatted(from, to));
    }
  }

  /** Whether the two ranges share an instant. */
  public boolean overlaps(TimeRange other) {
    return from.isBefore(other.to) && other.from.isBefore(to);
  }

  /** Whether {@code other} lies inside this range. */
  public boolean encloses(TimeRange other) {
    return !other.from.isBefore(from) && !other.to.isAfter(to);
  }

  /** Whether the instant lies inside. */
  public boolean contains(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(to);
  }

  /** The range that starts {@code before} earlier and ends {@code after} later. */
  public TimeRange widen(Duration before, Duration after) {
    return new TimeRange(from.minus(before), to.plus(after));
  }

  /** The smallest range that covers both. */
  public TimeRange span(TimeRange other) {
    return new TimeRange(
        from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to);
  }

  /** The range's length. */
  public Duration length() {
    return Duration.between(from, to);
  }

  @Override
  public int compareTo(TimeRange other) {
    int byFrom = from.compareTo(other.from);
    return byFrom != 0 ? byFrom : to.compareTo(other.to);
  }

  @Override
  public String toString() {
    return "[" + from + ", " + to + ")";
  }
}
