package io.hindcast.warehouse;

import io.hindcast.core.time.TimeRange;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The values of {@code {from:T}} and {@code {to:T}} in a user's SQL. They are bound as query
 * parameters, never spliced into text.
 *
 * <p>{@code DateTime} and {@code DateTime64} take the instant itself, whatever zone they name.
 * {@code Date} and {@code Date32} take the calendar day of the instant in {@code zone}; an instant
 * that is not midnight there is an error, since the range would silently be another.
 *
 * @param range the instants, half-open
 * @param zone the spec's time zone
 */
public record RangeBinding(TimeRange range, ZoneId zone) {

  /** A range of a spec that names no zone. */
  public static RangeBinding utc(TimeRange range) {
    return new RangeBinding(range, ZoneOffset.UTC);
  }
}
