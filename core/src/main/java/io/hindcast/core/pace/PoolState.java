package io.hindcast.core.pace;

import java.time.Duration;
import java.time.Instant;

/**
 * A pool, as it is stored.
 *
 * @param slots that the operator gives it
 * @param throttle of the operator's limits
 * @param dividedAt when its slots were last divided
 * @param steppedAt when its load was last looked at
 * @param owed as the {@link Rest} of the pool as a whole has it
 */
public record PoolState(
    String name,
    int slots,
    ThrottleState throttle,
    Instant dividedAt,
    Instant steppedAt,
    double owed) {

  /** Slots that its throttle permits. */
  public int usable() {
    return Math.min(slots, throttle.allowed());
  }

  /** Slots that may be granted now: none while the pool rests. */
  public int grantable() {
    return rest().due() ? 0 : usable();
  }

  /**
   * The pool with other slots, divided now.
   *
   * @param held whether any slot was held since the last time
   */
  public PoolState divided(int newSlots, boolean held, Instant now) {
    Duration elapsed = FairShare.counted(Duration.between(dividedAt, now));
    return new PoolState(
        name, newSlots, throttle, now, steppedAt, rest().after(held, elapsed).owed());
  }

  private Rest rest() {
    return new Rest(throttle.share(), owed);
  }

  /** The pool after a look at the load. */
  public PoolState step(PoolRules rules, Observation seen, Instant now) {
    ThrottleState next =
        Throttle.step(
            throttle, Gauges.read(rules.limits(), seen), rules.rules(), rules.slots(), now);
    return new PoolState(name, rules.slots(), next, dividedAt, now, owed);
  }

  /** A pool that nobody has used yet. */
  public static PoolState begin(PoolRules rules, Instant now) {
    return new PoolState(
        rules.name(),
        rules.slots(),
        ThrottleState.initial(rules.rules(), now),
        now,
        Instant.EPOCH,
        0);
  }
}
