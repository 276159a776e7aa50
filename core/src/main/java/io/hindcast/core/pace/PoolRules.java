package io.hindcast.core.pace;

import io.hindcast.core.spec.Pacing;
import io.hindcast.core.spec.ThrottleLimits;
import java.time.Duration;

/**
 * What an operator says of a pool.
 *
 * @param slots tasks of all its backfills at a time; 0 for a pool that is gone
 * @param limits that hold for the pool as a whole
 */
public record PoolRules(
    String name, int slots, ThrottleLimits limits, Duration raiseEvery, Duration cutEvery) {

  /** The rules of the pool's own throttle. */
  public ThrottleRules rules() {
    return new ThrottleRules(limits, raiseEvery, cutEvery);
  }

  /** The rules of a backfill's throttle: its own limits, beside those of the pool. */
  public ThrottleRules rules(Pacing pacing) {
    return new ThrottleRules(pacing.throttle(), raiseEvery, cutEvery);
  }
}
