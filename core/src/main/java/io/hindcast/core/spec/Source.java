package io.hindcast.core.spec;

import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.time.Duration;
import java.util.List;

/**
 * What the transform reads.
 *
 * @param tables the tables that are fenced: a change in one of them while the backfill runs means
 *     that the tasks that read it are computed again
 * @param lookback how far before its own range a task's statement reads, in elapsed time, not
 *     negative
 * @param lookahead how far after its own range a task's statement reads, in elapsed time, not
 *     negative
 */
public record Source(List<TableName> tables, Duration lookback, Duration lookahead) {
  /** How many tables a spec may fence. */
  public static final int TABLES_MAX = 32;

  /** The longest lookback and lookahead. */
  public static final Duration REACH_MAX = Duration.ofDays(3660);

  /** Validates every part. */
  public Source {
    tables = Rules.requireDistinct(tables, "source tables");
    Rules.require(
        tables.size() <= TABLES_MAX, "Expected at most %d source tables".formatted(TABLES_MAX));
    requireReach(lookback, "lookback");
    requireReach(lookahead, "lookahead");
  }

  /** What a task that owns {@code range} may read, and what is therefore fenced for it. */
  public TimeRange reach(TimeRange range) {
    return range.widen(lookback, lookahead);
  }

  private static void requireReach(Duration reach, String what) {
    Rules.require(!reach.isNegative(), "The %s is negative".formatted(what));
    Rules.require(
        reach.compareTo(REACH_MAX) <= 0,
        "The %s is longer than %s".formatted(what, SpanText.of(REACH_MAX)));
  }
}
