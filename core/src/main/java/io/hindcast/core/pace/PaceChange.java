package io.hindcast.core.pace;

import java.time.Instant;

/**
 * Something that a backfill's pace has changed to.
 *
 * @param kind what it came from
 * @param from most tasks at a time before
 * @param to most tasks at a time since
 * @param reason for people
 */
public record PaceChange(Instant at, Kind kind, int from, int to, String reason) {
  /** Where a change comes from. */
  public enum Kind {
    WINDOW,
    THROTTLE,
    BUDGET,
    POOL
  }
}
