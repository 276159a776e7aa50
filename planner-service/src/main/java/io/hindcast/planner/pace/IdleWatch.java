package io.hindcast.planner.pace;

import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.pace.LoadSample;
import io.hindcast.warehouse.LoadProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns how long other users' queries take while none of our attempts runs, for limits that are a
 * multiple of that. What was learned stays until there is something newer, also over a restart.
 */
final class IdleWatch {
  private static final Logger LOG = LoggerFactory.getLogger(IdleWatch.class);
  private static final Duration BACK = Duration.ofMinutes(5);
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final int QUERIES_MIN = 20;

  private final BackfillStore store;
  private final LoadProbe probe;
  private Instant next = Instant.EPOCH;

  IdleWatch(BackfillStore store, LoadProbe probe) {
    this.store = store;
    this.probe = probe;
  }

  /** What is known, after a look if it is time for one and somebody wants to know. */
  Optional<LoadSample.Latencies> latencies(List<Paced> running, Pools pools, Instant now) {
    if (!wanted(running, pools)) {
      return Optional.empty();
    }
    if (!now.isBefore(next)) {
      next = now.plus(EVERY);
      look(now);
    }
    return store.inTransaction(tx -> tx.pace().idleLatencies());
  }

  private static boolean wanted(List<Paced> running, Pools pools) {
    return running.stream()
        .flatMap(each ->
            java.util.stream.Stream.of(
                each.pacing().throttle(), pools.rules(each.pace().pool()).limits()))
        .map(limits -> Optional.ofNullable(limits.queryLatency()))
        .anyMatch(limit -> limit.filter(it -> it.factor() != null).isPresent());
  }

  private void look(Instant now) {
    try {
      probe
          .idleLatencies(BACK)
          .filter(found -> found.queries() >= QUERIES_MIN)
          .ifPresent(found ->
              store.inTransaction(tx -> {
                tx.pace().idleLatencies(found, now);
                return true;
              }));
    } catch (HindcastException e) {
      LOG.warn("Idle latencies cannot be read ({}): {}", e.code(), e.getMessage());
    }
  }
}
