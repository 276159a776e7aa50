package io.hindcast.planner.course;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.BackfillStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * For how long the planning of a backfill is tried again. Decided by the history alone, so that no
 * restart gives it more.
 */
public final class PlanPatience {
  private static final String PLANNING = new BackfillState.Planning().label();

  private final BackfillStore store;
  private final Duration most;
  private final InstantSource clock;

  /**
   * @param most from the request on, or from the end of the backfill that it waited for
   */
  public PlanPatience(BackfillStore store, Duration most, InstantSource clock) {
    this.store = store;
    this.most = most;
    this.clock = clock;
  }

  boolean isOver(Backfill backfill) {
    Instant since =
        store
            .inTransaction(tx -> tx.entered(backfill.id(), PLANNING))
            .orElse(backfill.submittedAt());
    return !clock.instant().isBefore(since.plus(most));
  }

  Duration most() {
    return most;
  }
}
