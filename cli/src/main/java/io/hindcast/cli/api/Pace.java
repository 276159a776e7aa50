package io.hindcast.cli.api;

import java.util.List;
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
public record Pace(
    String pool,
    int priority,
    int parallelism,
    int ceiling,
    int granted,
    int running,
    @Nullable String hold,
    @Nullable String window,
    @Nullable Throttle throttle,
    @Nullable Budget budget,
    List<Change> changes) {
  /** What the planner leaves out is empty. */
  public Pace {
    changes = Lists.of(changes);
  }

  /**
   * A throttle.
   *
   * @param phase OPEN, THROTTLED or HELD
   * @param slots that it permits at a time; null without a limit
   * @param share of the time for which they may be held, 0 to 1; null for all of it
   */
  public record Throttle(
      String phase, @Nullable Integer slots, @Nullable Double share, @Nullable String reason) {}

  /** A budget; {@code standing} is WITHIN, WARNED, WAITING or SPENT. */
  public record Budget(String standing, int grants, List<String> used) {
    /** What the planner leaves out is empty. */
    public Budget {
      used = Lists.of(used);
    }
  }

  /** A change of the ceiling; {@code kind} is WINDOW, THROTTLE, BUDGET or POOL. */
  public record Change(String at, String kind, int from, int to, @Nullable String reason) {}
}
