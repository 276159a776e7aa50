package io.hindcast.cli.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pools, by name. */
public record Pools(List<Pool> pools) {
  /** What the planner leaves out is empty. */
  public Pools {
    pools = Lists.of(pools);
  }

  /**
   * One pool.
   *
   * @param slots that the operator gives it
   * @param usable those that its throttle permits now
   * @param used those that tasks hold
   */
  public record Pool(
      String pool,
      int slots,
      int usable,
      int used,
      Pace.@Nullable Throttle throttle,
      List<Member> backfills) {
    /** What the planner leaves out is empty. */
    public Pool {
      backfills = Lists.of(backfills);
    }

    /** Backfills that could use more slots than they have. */
    public long waiting() {
      return backfills.stream().filter(Member::waiting).count();
    }
  }

  /** A running backfill of the pool; {@code hold} says why nothing of it may start. */
  public record Member(
      String backfillId,
      String name,
      int priority,
      int ceiling,
      int granted,
      int running,
      boolean waiting,
      @Nullable String hold) {}
}
