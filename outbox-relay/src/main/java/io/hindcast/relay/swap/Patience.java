package io.hindcast.relay.swap;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something by looking again and again, less often the longer it takes. */
record Patience(Pause pause) {
  private static final Duration FIRST = Duration.ofMillis(5);
  private static final Duration LONGEST = Duration.ofMillis(250);

  /** Whether it came true within the time; looked at once before and once after any pause. */
  boolean await(Duration atMost, BooleanSupplier condition) {
    Duration waited = Duration.ZERO;
    Duration next = FIRST;
    while (!condition.getAsBoolean()) {
      if (waited.compareTo(atMost) >= 0) {
        return false;
      }
      pause.take(next);
      waited = waited.plus(next);
      next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
    }
    return true;
  }
}
