package io.hindcast.core.spec;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** The warehouse types in which a statement can take the ends of a range. */
public enum RangeType {
  DATE("Date", "1970-01-01T00:00:00Z", "2149-06-06T00:00:00Z"),
  DATE32("Date32", "1900-01-01T00:00:00Z", "2299-12-31T00:00:00Z"),
  DATE_TIME(
      "DateTime(32)?(\\(\\s*'[^']+'\\s*\\))?", "1970-01-01T00:00:00Z", "2106-02-07T06:28:15Z"),
  DATE_TIME64(
      "DateTime64(\\(\\s*[0-9]\\s*(,\\s*'[^']+'\\s*)?\\))?",
      "1900-01-01T00:00:00Z",
      "2299-12-31T23:59:59Z");

  private final Pattern spelling;
  private final Instant earliest;
  private final Instant latest;

  RangeType(String spelling, String earliest, String latest) {
    this.spelling = Pattern.compile(spelling);
    this.earliest = Instant.parse(earliest);
    this.latest = Instant.parse(latest);
  }

  /** The type with this spelling; empty when a range's end cannot be bound to it. */
  public static Optional<RangeType> of(String type) {
    for (RangeType candidate : values()) {
      if (candidate.spelling.matcher(type).matches()) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** Whether values of the type have no time of day. */
  public boolean isDay() {
    return this == DATE || this == DATE32;
  }

  /** Whether the instant is one of the type's values, leaving zones and time of day aside. */
  public boolean holds(Instant instant) {
    return !instant.isBefore(earliest) && !instant.isAfter(latest);
  }
}
