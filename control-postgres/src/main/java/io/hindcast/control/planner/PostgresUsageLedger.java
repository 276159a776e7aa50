package io.hindcast.control.planner;

import io.hindcast.control.database.Transaction;
import io.hindcast.core.pace.MinuteUsage;
import io.hindcast.core.pace.Usage;
import io.hindcast.core.pace.UsageLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One backfill's rows of pace_usage and its sums in pace. */
final class PostgresUsageLedger implements UsageLedger {
  private static final Duration MINUTES_KEPT = Duration.ofHours(2);

  private static final String UNTIL =
      "SELECT settled_until FROM pace WHERE backfill_id = ? AND settled_until IS NOT NULL";
  private static final String TOTAL =
      "SELECT settled_rows, settled_bytes, settled_micros FROM pace WHERE backfill_id = ?";
  private static final String SINCE =
      """
      SELECT coalesce(sum(rows), 0)::bigint AS rows, coalesce(sum(bytes), 0)::bigint AS bytes,
             coalesce(sum(cpu_micros), 0)::bigint AS cpu_micros
      FROM pace_usage WHERE backfill_id = ? AND minute >= ?
      """;
  private static final String ADD_MINUTE =
      """
      INSERT INTO pace_usage (backfill_id, minute, rows, bytes, cpu_micros) VALUES (?, ?, ?, ?, ?)
      """;
  private static final String SETTLE =
      """
      UPDATE pace SET settled_until = ?, settled_rows = settled_rows + ?,
                      settled_bytes = settled_bytes + ?, settled_micros = settled_micros + ?
      WHERE backfill_id = ?
      """;
  private static final String FORGET =
      "DELETE FROM pace_usage WHERE backfill_id = ? AND minute < ?";

  private final Transaction tx;
  private final UUID id;

  PostgresUsageLedger(Transaction tx, UUID id) {
    this.tx = tx;
    this.id = id;
  }

  @Override
  public Optional<Instant> settledUntil() {
    return tx.first(UNTIL, row -> row.instant("settled_until"), id);
  }

  @Override
  public Usage settled() {
    return tx.first(
            TOTAL,
            row -> PaceRows.usage(row, "settled_rows", "settled_bytes", "settled_micros"),
            id)
        .orElse(Usage.NONE);
  }

  @Override
  public Usage settledSince(Instant instant) {
    return tx.first(SINCE, row -> PaceRows.usage(row, "rows", "bytes", "cpu_micros"), id, instant)
        .orElse(Usage.NONE);
  }

  @Override
  public void settle(Collection<MinuteUsage> minutes, Instant until) {
    tx.batch(
        ADD_MINUTE,
        minutes.stream()
            .map(each ->
                List.of(
                    id,
                    each.minute(),
                    each.usage().rows(),
                    each.usage().bytes(),
                    each.usage().cpuMicros()))
            .toList());
    Usage sum = minutes.stream().map(MinuteUsage::usage).reduce(Usage.NONE, Usage::plus);
    tx.update(SETTLE, until, sum.rows(), sum.bytes(), sum.cpuMicros(), id);
    tx.update(FORGET, id, until.minus(MINUTES_KEPT));
  }
}
