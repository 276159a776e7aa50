package io.hindcast.core.pace;

import java.time.Instant;

/**
 * A pool, as it is stored.
 *
 * @param slots that the operator gives it
 * @param throttle of the operator's limits
 * @param dividedAt when its slots were last divided
 * @param steppedAt when its load was last looked at
 */
public record PoolState(
    String name, int slots, ThrottleState throttle, Instant dividedAt, Instant steppedAt) {

  /** Slots that may be used now. */
  public int usable() {
    return Math.min(slots, throttle.allowed());
  }

  /** The pool with other slots, divided now. */
  public PoolState divided(int newSlots, Instant now) {
    return new PoolState(name, newSlots, throttle, now, steppedAt);
  }

  /** The pool after a look at the load. */
  public PoolState step(PoolRules rules, Observation seen, Instant now) {
    ThrottleState next =
        Throttle.step(
            throttle, Gauges.read(rules.limits(), seen), rules.rules(), rules.slots(), now);
    return new PoolState(name, rules.slots(), next, dividedAt, now);
  }

  /** A pool that nobody has used yet. */
  public static PoolState begin(PoolRules rules, Instant now) {
    return new PoolState(
        rules.name(), rules.slots(), ThrottleState.initial(rules.rules(), now), now, Instant.EPOCH);
  }
}
