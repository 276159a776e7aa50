package io.hindcast.core.spec;

import java.time.Duration;

/**
 * How the result is published.
 *
 * @param keepPrevious how long the previous version is kept for a rollback
 * @param catchUpRounds how often changed source data is computed again before the backfill gives up
 * @param lateRows what becomes of rows that are written straight into recomputed partitions
 * @param dependents what is done about tables that views fill from the target
 */
public record SwapPolicy(
    Strategy strategy,
    Approval approval,
    Duration keepPrevious,
    int catchUpRounds,
    LateRows lateRows,
    Dependents dependents) {

  /** Bounds and default of {@code catchUpRounds}. */
  public static final Bounds CATCH_UP_ROUNDS = new Bounds(0, 20, 3);

  /** The longest time that a previous version is kept. */
  public static final Duration KEEP_PREVIOUS_MAX = Duration.ofDays(365);

  /** How long a previous version is kept when the spec does not say. */
  public static final Duration KEEP_PREVIOUS_DEFAULT = Duration.ofDays(7);

  /** How the new content takes the old one's place. */
  public enum Strategy {
    /** Both tables change names in one atomic step. */
    EXCHANGE,
    /** Partition by partition; each is atomic, all of them together are not. */
    REPLACE
  }

  /** Who decides that a validated result goes live. */
  public enum Approval {
    AUTO,
    MANUAL
  }

  /** What becomes of rows that are written straight into recomputed partitions meanwhile. */
  public enum LateRows {
    /** They are replaced: the sources decide what the partition holds. */
    SOURCE,
    /** They are carried over: nobody else would bring them again. */
    CARRY
  }

  /** What is done about tables that materialized views fill from the target. */
  public enum Dependents {
    /** They are named. */
    LIST,
    /** Each is rebuilt by a backfill of its own after the swap. */
    REBUILD
  }

  /** The policy of a spec that says nothing of late rows and dependents. */
  public SwapPolicy(
      Strategy strategy, Approval approval, Duration keepPrevious, int catchUpRounds) {
    this(strategy, approval, keepPrevious, catchUpRounds, LateRows.SOURCE, Dependents.LIST);
  }

  /** Validates every part. */
  public SwapPolicy {
    Rules.require(!keepPrevious.isNegative(), "keepPrevious is negative");
    Rules.require(
        keepPrevious.compareTo(KEEP_PREVIOUS_MAX) <= 0,
        "keepPrevious is longer than %s".formatted(SpanText.of(KEEP_PREVIOUS_MAX)));
    CATCH_UP_ROUNDS.require(catchUpRounds, "catchUpRounds");
  }
}
