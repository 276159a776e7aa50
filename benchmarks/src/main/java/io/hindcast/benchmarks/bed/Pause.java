package io.hindcast.benchmarks.bed;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits outside of what is measured, for what nobody announces. */
public final class Pause {
  private static final int STEP_MS = 50;

  private Pause() {}

  /**
   * Returns once the condition holds, or when the time is up.
   *
   * @throws IllegalStateException when this thread is interrupted
   */
  public static void until(Duration max, BooleanSupplier condition) {
    long deadline = System.nanoTime() + max.toNanos();
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      try {
        Thread.sleep(STEP_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while waiting", e);
      }
    }
  }
}
