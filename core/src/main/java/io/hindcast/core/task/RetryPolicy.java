package io.hindcast.core.task;

import io.hindcast.core.error.ErrorCode;
import java.time.Duration;

/**
 * How failed attempts are repeated, by who has to act on the error: never what only the user can
 * put right; a few times what may be the task's own fault; many times what is outside.
 *
 * @param attemptsMax failures that may be the task's own before it is given up, from 1
 * @param backoff pause after the first failure, doubled with each further one of its kind
 * @param backoffMax longest pause
 * @param jitter from 0 to 1; how much of the second half of a pause is waited this time, so that
 *     what failed together is not tried together
 */
public record RetryPolicy(int attemptsMax, Duration backoff, Duration backoffMax, double jitter) {
  /** An outage of the warehouse may last for many attempts of a task. */
  static final int OUTSIDE_FACTOR = 10;

  /** A defect gives the same answer more often than not. */
  static final int DEFECTS_MAX = 3;

  private static final int DOUBLINGS_MAX = 30;
  private static final int BACKOFF_MAX_FACTOR = 64;

  /** Validates the bounds. */
  public RetryPolicy {
    if (attemptsMax < 1 || backoff.isNegative() || jitter < 0 || jitter > 1) {
      throw new IllegalArgumentException(
          "Expected attempts from 1, a backoff from 0 and a jitter from 0 to 1, found %d, %s, %s"
              .formatted(attemptsMax, backoff, jitter));
    }
  }

  /** Without jitter; a pause is at most 64 times the first one. */
  public RetryPolicy(int attemptsMax, Duration backoff) {
    this(attemptsMax, backoff, backoff.multipliedBy(BACKOFF_MAX_FACTOR), 1);
  }

  /** Failures of the error's kind after which a task is given up. */
  int triesMax(ErrorCode code) {
    if (Tries.outside(code)) {
      return attemptsMax * OUTSIDE_FACTOR;
    }
    return switch (code.category()) {
      case USER -> 1;
      case INTERNAL -> Math.min(attemptsMax, DEFECTS_MAX);
      case RESOURCES -> attemptsMax;
      case EXTERNAL -> attemptsMax;
    };
  }

  /** Between the half of the full pause and all of it. */
  Duration pause(int failures) {
    Duration full = backoff.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS_MAX));
    Duration bounded = full.compareTo(backoffMax) > 0 ? backoffMax : full;
    Duration half = bounded.dividedBy(2);
    return half.plusNanos(Math.round(bounded.minus(half).toNanos() * jitter));
  }
}
