package io.hindcast.core.pace;

import java.time.Instant;

/**
 * What a throttle remembers.
 *
 * @param level slots that it permits while nothing is held; a whole number is used of it
 * @param phase what it does
 * @param reason which gauges made it do so, with values and limits; empty while open
 * @param since when this phase began
 * @param cutAt when the level was last lowered
 * @param calmSince since when every gauge has been calm, or the level was last raised
 */
public record ThrottleState(
    double level, Phase phase, String reason, Instant since, Instant cutAt, Instant calmSince) {

  /** What a throttle does. */
  public enum Phase {
    /** Goes up to its ceiling. */
    OPEN,
    /** Has lowered the level, or waits until it may raise it. */
    THROTTLED,
    /** Lets nothing start. */
    HELD
  }

  /** At the start: one slot when something is limited, else no limit at all. */
  public static ThrottleState initial(ThrottleRules rules, Instant now) {
    return rules.limits().none()
        ? new ThrottleState(Double.MAX_VALUE, Phase.OPEN, "", now, Instant.EPOCH, now)
        : new ThrottleState(1, Phase.THROTTLED, "starts with one slot", now, Instant.EPOCH, now);
  }

  /** Slots that it permits. */
  public int allowed() {
    return phase == Phase.HELD ? 0 : (int) Math.min(Integer.MAX_VALUE, Math.floor(level));
  }
}
