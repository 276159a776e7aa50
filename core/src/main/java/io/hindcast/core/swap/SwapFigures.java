package io.hindcast.core.swap;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a swap cost others.
 *
 * @param mergesStoppedAt since when merges of the target stand still, null while they run
 * @param mergesStopped for how long they have stood still before
 * @param exchangeMicros microseconds of the publishing statement; 0 when it was not observed
 * @param carriedRows rows written during the swap and carried over
 */
public record SwapFigures(
    @Nullable Instant mergesStoppedAt,
    Duration mergesStopped,
    long exchangeMicros,
    long carriedRows) {

  /** At the start. */
  public static final SwapFigures NONE = new SwapFigures(null, Duration.ZERO, 0, 0);

  SwapFigures stopped(Instant at) {
    Instant since = mergesStoppedAt == null ? at : mergesStoppedAt;
    return new SwapFigures(since, mergesStopped, exchangeMicros, carriedRows);
  }

  SwapFigures started(Instant at) {
    if (mergesStoppedAt == null) {
      return this;
    }
    Duration stood = Duration.between(mergesStoppedAt, at);
    Duration added = stood.isNegative() ? Duration.ZERO : stood;
    return new SwapFigures(null, mergesStopped.plus(added), exchangeMicros, carriedRows);
  }

  SwapFigures published(long micros) {
    return new SwapFigures(mergesStoppedAt, mergesStopped, exchangeMicros + micros, carriedRows);
  }

  SwapFigures carried(long rows) {
    return new SwapFigures(mergesStoppedAt, mergesStopped, exchangeMicros, carriedRows + rows);
  }
}
