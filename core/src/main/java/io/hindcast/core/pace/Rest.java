package io.hindcast.core.pace;

import java.time.Duration;

/**
 * How a throttle permits less than one slot: one task at a time, and after it a rest, so that the
 * slot is held for a share of the time only.
 *
 * @param share of the time, above 0; at 1 nobody rests
 * @param owed what was held beyond the share, in seconds of a slot; the rest lasts until it is paid
 *     off
 */
public record Rest(double share, double owed) {
  /** Nobody rests. */
  public static final Rest NONE = new Rest(1, 0);

  /** Sums of fractions do not come out at zero. */
  private static final double PAID_OFF = 1e-6;

  /** Whether nothing may start now. */
  boolean due() {
    return owed > PAID_OFF;
  }

  /** After some time in which a slot was held, or was not. */
  Rest after(boolean held, Duration elapsed) {
    if (share >= 1) {
      return new Rest(share, 0);
    }
    double seconds = elapsed.toNanos() / 1e9;
    return new Rest(share, Math.max(0, owed + ((held ? 1 : 0) - share) * seconds));
  }
}
