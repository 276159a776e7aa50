package io.hindcast.core.check;

/** Whether a wave may go on. */
public enum JudgementOutcome {
  /** Every check holds. */
  PASSED,
  /** A check does not hold. */
  FAILED,
  /** A comparison failed, but the sources have moved since: it proves nothing. */
  STALE
}
