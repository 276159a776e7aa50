package io.hindcast.messaging.kafka;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for brokers to learn what the controller has acknowledged already. */
record Propagation(Duration patience) {
  private static final long LOOK_AGAIN_MS = 20;

  /**
   * Returns when it is so.
   *
   * @param what for the complaint, e.g. "Topics [a, b]"
   * @throws HindcastException with MESSAGING_UNAVAILABLE if it takes too long
   */
  void await(String what, BooleanSupplier visible) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!visible.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new HindcastException(
            ErrorCode.MESSAGING_UNAVAILABLE,
            "%s did not reach the brokers within %s.".formatted(what, patience));
      }
      pause(what);
    }
  }

  private static void pause(String what) {
    try {
      Thread.sleep(LOOK_AGAIN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HindcastException(
          ErrorCode.MESSAGING_UNAVAILABLE, "Interrupted while waiting for " + what + ".", e);
    }
  }
}
