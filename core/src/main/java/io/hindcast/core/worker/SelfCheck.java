package io.hindcast.core.worker;

import io.hindcast.core.error.ErrorCategory;
import io.hindcast.core.error.ErrorCode;
import java.time.Duration;
import java.time.Instant;

/**
 * A worker's opinion of itself. When its last attempts have all failed for reasons of its own, it
 * takes no tasks for a while, so that it does not use up the attempts of every task there is; then
 * it tries one.
 *
 * @param failedInRow last attempts that failed for reasons of the worker's own
 * @param restUntil it takes no tasks before
 */
public record SelfCheck(int failedInRow, Instant restUntil) {
  /** Attempts in a row that may fail before the first rest. */
  public static final int FAILURES_MAX = 3;

  private static final Duration REST = Duration.ofSeconds(5);
  private static final Duration REST_MAX = Duration.ofSeconds(60);
  private static final int DOUBLINGS_MAX = 10;

  /** Of a worker that has done nothing yet. */
  public static final SelfCheck FRESH = new SelfCheck(0, Instant.EPOCH);

  /** An attempt has succeeded, or failed for a reason of the task's. */
  public SelfCheck succeeded() {
    return FRESH;
  }

  /** An attempt has failed. */
  public SelfCheck failed(ErrorCode code, Instant now) {
    if (!own(code)) {
      return FRESH;
    }
    int inRow = failedInRow + 1;
    return new SelfCheck(inRow, inRow < FAILURES_MAX ? Instant.EPOCH : now.plus(rest(inRow)));
  }

  /** Whether it takes no tasks now. */
  public boolean resting(Instant now) {
    return now.isBefore(restUntil);
  }

  private static Duration rest(int inRow) {
    Duration rest = REST.multipliedBy(1L << Math.min(inRow - FAILURES_MAX, DOUBLINGS_MAX));
    return rest.compareTo(REST_MAX) > 0 ? REST_MAX : rest;
  }

  /** A defect of its own, or no way to the warehouse. */
  private static boolean own(ErrorCode code) {
    return code.category() == ErrorCategory.INTERNAL || code == ErrorCode.WAREHOUSE_UNAVAILABLE;
  }
}
