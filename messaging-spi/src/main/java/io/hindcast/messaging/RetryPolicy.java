package io.hindcast.messaging;

import java.time.Duration;

/**
 * How failures are tried again: pauses double from the first to the longest.
 *
 * @param pauseMin pause after the first failure
 * @param pauseMax longest pause
 * @param defectAttemptsMax how often a message is tried when the failure looks like a defect
 */
public record RetryPolicy(Duration pauseMin, Duration pauseMax, int defectAttemptsMax) {
  private static final int DOUBLINGS_MAX = 30;

  /** A policy that pauses and gives up some time. */
  public RetryPolicy {
    if (!pauseMin.isPositive() || pauseMax.compareTo(pauseMin) < 0 || defectAttemptsMax < 1) {
      throw new IllegalArgumentException(
          "Expected 0 < pauseMin <= pauseMax and at least one attempt, but got %s, %s and %d."
              .formatted(pauseMin, pauseMax, defectAttemptsMax));
    }
  }

  /** From 0.1 to 10 seconds, five attempts for defects. */
  public static RetryPolicy standard() {
    return new RetryPolicy(Duration.ofMillis(100), Duration.ofSeconds(10), 5);
  }

  /** The pause after the given number of failures, from 1. */
  public Duration pause(int failures) {
    Duration pause = pauseMin.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS_MAX));
    return pause.compareTo(pauseMax) < 0 ? pause : pauseMax;
  }
}
