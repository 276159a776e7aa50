package io.hindcast.relay.swap;

import io.hindcast.runtime.config.Configuration;
import java.time.Duration;

/**
 * How swaps are executed: {@code relay.swap.*}.
 *
 * @param parallel {@code parallel}, most swaps at a time, each of another target
 * @param lease {@code lease}, how long a target stays with a relay that no longer answers
 * @param poll {@code poll}, the pause between looks for swaps to take over
 * @param mergesWait {@code merges-wait}, longest wait for running merges while new ones are stopped
 * @param window {@code window}, longest time that merges of the target stand still in a row
 * @param insertsWait {@code inserts-wait}, how often a wait for running INSERTs is reported
 */
public record SwapConfig(
    int parallel,
    Duration lease,
    Duration poll,
    Duration mergesWait,
    Duration window,
    Duration insertsWait) {

  /** Rejects durations that are no durations. */
  public SwapConfig {
    if (parallel < 1
        || !lease.isPositive()
        || !poll.isPositive()
        || !mergesWait.isPositive()
        || !window.isPositive()
        || !insertsWait.isPositive()) {
      throw new IllegalArgumentException(
          "Expected positive values in relay.swap, found parallel=%d, lease=%s, poll=%s, merges-wait=%s, window=%s, inserts-wait=%s"
              .formatted(parallel, lease, poll, mergesWait, window, insertsWait));
    }
  }

  /** Reads {@code relay.swap.*}. */
  public static SwapConfig from(Configuration config) {
    return new SwapConfig(
        config.integer("relay.swap.parallel", 4, 1, 64),
        positive(config, "relay.swap.lease", Duration.ofSeconds(10)),
        positive(config, "relay.swap.poll", Duration.ofMillis(500)),
        positive(config, "relay.swap.merges-wait", Duration.ofSeconds(60)),
        positive(config, "relay.swap.window", Duration.ofSeconds(90)),
        positive(config, "relay.swap.inserts-wait", Duration.ofSeconds(30)));
  }

  private static Duration positive(Configuration config, String key, Duration fallback) {
    Duration value = config.duration(key, fallback);
    if (value.isPositive()) {
      return value;
    }
    config.problem("%s is %s: expected more than nothing".formatted(key, value));
    return fallback;
  }
}
