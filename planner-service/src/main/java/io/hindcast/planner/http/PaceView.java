package io.hindcast.planner.http;

import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.pace.Pace;
import io.hindcast.core.pace.PaceChange;
import io.hindcast.core.pace.ThrottleState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How fast a backfill may go, and why.
 *
 * @param parallelism most tasks at a time that its spec wants
 * @param ceiling most of them that window, throttle and budget permit now
 * @param granted slots of the pool that are its own for now
 * @param running tasks that hold one
 * @param hold why nothing may start; empty while something may
 * @param window the share that counts now; empty without one
 * @param changes of the ceiling, newest first
 */
record PaceView(
    String pool,
    int priority,
    int parallelism,
    int ceiling,
    int granted,
    int running,
    String hold,
    String window,
    ThrottleView throttle,
    BudgetView budget,
    List<PaceChange> changes) {
  private static final int CHANGES_MAX = 10;

  /**
   * A throttle.
   *
   * @param phase OPEN, THROTTLED or HELD
   * @param slots that it permits at a time; null where nothing limits them
   * @param share of the time, 0 to 1, for which they may be held; 1 unless it permits less than one
   * @param reason which gauges made it do so, with values and limits; empty while open
   */
  record ThrottleView(
      String phase, @Nullable Integer slots, double share, String reason, Instant since) {
    static ThrottleView of(ThrottleState state) {
      int allowed = state.allowed();
      return new ThrottleView(
          state.phase().name(),
          allowed == Integer.MAX_VALUE ? null : Integer.valueOf(allowed),
          state.share(),
          state.reason(),
          state.since());
    }
  }

  /**
   * A budget.
   *
   * @param standing WITHIN, WARNED from 80 % of a limit on, WAITING for the hour to move on, or
   *     SPENT
   * @param grants how often the limits of its whole life were granted
   * @param used of each limit, for people; empty without limits
   */
  record BudgetView(String standing, int grants, List<String> used) {
    static BudgetView of(Pace.Spending spending) {
      return new BudgetView(spending.standing().name(), spending.grants(), spending.lines());
    }
  }

  /** Of a backfill; empty before it first wanted a slot. */
  static Optional<PaceView> of(BackfillTransaction tx, UUID id) {
    return tx.pace()
        .find(id)
        .map(pace ->
            new PaceView(
                pace.pool(),
                pace.weight(),
                pace.parallelism(),
                pace.ceiling(),
                tx.pace().allowance(id),
                tx.tasks(id).inFlight(),
                pace.hold(),
                pace.window(),
                ThrottleView.of(pace.throttle()),
                BudgetView.of(pace.spending()),
                tx.pace().changes(id, CHANGES_MAX)));
  }
}
