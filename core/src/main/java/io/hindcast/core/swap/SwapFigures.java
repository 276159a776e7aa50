package io.hindcast.core.swap;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a swap cost others.
 *
 * @param mergesStoppedAt since when merges of the target stand still, null while they run
 * @param windows how often they were stopped
 * @param mergesStopped for how long they have stood still before
 * @param publishedAt when readers saw the new content; null as long as that was not observed
 * @param exchangeMicros microseconds of the publishing statement; 0 when it was not observed
 * @param carriedRows rows written during the swap and carried over
 */
public record SwapFigures(
    @Nullable Instant mergesStoppedAt,
    int windows,
    Duration mergesStopped,
    @Nullable Instant publishedAt,
    long exchangeMicros,
    long carriedRows) {

  /** At the start. */
  public static final SwapFigures NONE = new SwapFigures(null, 0, Duration.ZERO, null, 0, 0);

  /** Whether merges stand still, and have done so for longer than that since they last ran. */
  public boolean stoppedLongerThan(Duration allowed, Instant now) {
    return mergesStoppedAt != null && Duration.between(mergesStoppedAt, now).compareTo(allowed) > 0;
  }

  SwapFigures stopped(Instant at) {
    Instant since = mergesStoppedAt == null ? at : mergesStoppedAt;
    return new SwapFigures(
        since, windows + 1, mergesStopped, publishedAt, exchangeMicros, carriedRows);
  }

  SwapFigures started(Instant at) {
    if (mergesStoppedAt == null) {
      return this;
    }
    Duration stood = Duration.between(mergesStoppedAt, at);
    Duration added = stood.isNegative() ? Duration.ZERO : stood;
    return new SwapFigures(
        null, windows, mergesStopped.plus(added), publishedAt, exchangeMicros, carriedRows);
  }

  SwapFigures published(long micros, @Nullable Instant at) {
    return new SwapFigures(
        mergesStoppedAt, windows, mergesStopped, at, exchangeMicros + micros, carriedRows);
  }

  SwapFigures carried(long rows) {
    return new SwapFigures(
        mergesStoppedAt, windows, mergesStopped, publishedAt, exchangeMicros, carriedRows + rows);
  }
}
