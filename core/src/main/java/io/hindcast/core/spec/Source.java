package io.hindcast.core.spec;

import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the transform reads.
 *
 * @param tables the tables that are fenced: a change in one of them while the backfill runs means
 *     that the tasks that read it are computed again
 * @param lookback how far before its own range a task's statement reads, in elapsed time, not
 *     negative
 * @param lookahead how far after its own range a task's statement reads, in elapsed time, not
 *     negative
 * @param allowedLateness how long after a time rows of that time may still arrive: partitions that
 *     end later than that before now are left alone; null when none are
 * @param changes how it is told whether they have changed
 */
public record Source(
    List<TableName> tables,
    Duration lookback,
    Duration lookahead,
    @Nullable Duration allowedLateness,
    Changes changes) {
  /** How many tables a spec may fence. */
  public static final int TABLES_MAX = 32;

  /** The longest lookback, lookahead and allowed lateness. */
  public static final Duration REACH_MAX = Duration.ofDays(3660);

  /** Sources without a limit to what is recomputed. */
  public Source(List<TableName> tables, Duration lookback, Duration lookahead) {
    this(tables, lookback, lookahead, null);
  }

  /** Sources of which it is found out how their changes can be told. */
  public Source(
      List<TableName> tables,
      Duration lookback,
      Duration lookahead,
      @Nullable Duration allowedLateness) {
    this(tables, lookback, lookahead, allowedLateness, Changes.AUTOMATIC);
  }

  /** Validates every part. */
  public Source {
    tables = Rules.requireDistinct(tables, "source tables");
    Rules.require(
        tables.size() <= TABLES_MAX, "Expected at most %d source tables".formatted(TABLES_MAX));
    Rules.require(
        tables.containsAll(changes.tables()),
        "Expected tables of source.tables in source.changes, found %s".formatted(changes.tables()));
    requireReach(lookback, "lookback");
    requireReach(lookahead, "lookahead");
    if (allowedLateness != null) {
      requireReach(allowedLateness, "allowedLateness");
    }
  }

  /** What a task that owns {@code range} may read, and what is therefore fenced for it. */
  public TimeRange reach(TimeRange range) {
    return range.widen(lookback, lookahead);
  }

  /** What lies before this is taken for complete; empty when everything is. */
  public Optional<Instant> watermark(Instant now) {
    return Optional.ofNullable(allowedLateness).map(now::minus);
  }

  private static void requireReach(Duration reach, String what) {
    Rules.require(!reach.isNegative(), "The %s is negative".formatted(what));
    Rules.require(
        reach.compareTo(REACH_MAX) <= 0,
        "The %s is longer than %s".formatted(what, SpanText.of(REACH_MAX)));
  }
}
