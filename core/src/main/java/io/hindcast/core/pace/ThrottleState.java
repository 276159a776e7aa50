package io.hindcast.core.pace;

import java.time.Instant;

/**
 * What a throttle remembers.
 *
 * @param level slots that it permits while nothing is held; above 1 a whole number is used of it,
 *     below it is the share of the time for which one slot may be held
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

  /** Slots that it permits at a time. */
  public int allowed() {
    return phase == Phase.HELD
        ? 0
        : (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.floor(level)));
  }

  /** Share of the time for which slots may be held: 1 unless less than one slot is permitted. */
  public double share() {
    return Math.min(1, level);
  }

  /** Whether tasks that start now should stand back behind everybody else. */
  public boolean gentle() {
    return phase != Phase.OPEN && allowed() <= 1;
  }
}
