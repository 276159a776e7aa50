package io.hindcast.planner.pace;

import io.hindcast.core.pace.Prices;
import io.hindcast.core.spec.ThrottleLimits;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an operator says about pace.
 *
 * @param pools slots by the pool's name; at least one
 * @param limits that hold for each pool as a whole
 * @param prices of work
 * @param endpointHosts that throttle endpoints may be at: {@code host} or {@code host:port}
 * @param rhythm how often what happens
 */
public record PaceSettings(
    SortedMap<String, Integer> pools,
    ThrottleLimits limits,
    Prices prices,
    Set<String> endpointHosts,
    Rhythm rhythm) {

  /** Copies the collections. */
  public PaceSettings {
    pools = Collections.unmodifiableSortedMap(new TreeMap<>(pools));
    endpointHosts = Set.copyOf(endpointHosts);
  }

  /**
   * How often what happens.
   *
   * @param interval between two looks at the load
   * @param period how far back a look goes
   * @param raiseEvery calm time after which a throttle permits one more slot
   * @param cutEvery shortest time between two cuts
   * @param watchdog age of the last look beyond which nothing starts that minds the load
   */
  public record Rhythm(
      Duration interval,
      Duration period,
      Duration raiseEvery,
      Duration cutEvery,
      Duration watchdog) {}
}
