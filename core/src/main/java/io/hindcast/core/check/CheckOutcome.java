package io.hindcast.core.check;

/** How a check ended. */
public enum CheckOutcome {
  /** It holds. */
  PASSED,
  /** It does not hold, or cannot be asked. */
  FAILED,
  /** There is nothing that it could be asked about. */
  SKIPPED
}
