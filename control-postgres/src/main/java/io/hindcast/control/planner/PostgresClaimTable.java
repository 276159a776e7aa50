package io.hindcast.control.planner;

import io.hindcast.control.database.Row;
import io.hindcast.control.database.Transaction;
import io.hindcast.core.backfill.ClaimTable;
import io.hindcast.core.backfill.Overlap;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Rows of the table claim for one target. */
final class PostgresClaimTable implements ClaimTable {
  private static final String LOCK =
      "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '/' || ?, 0))::text AS it";
  private static final String OVERLAPS =
      """
      SELECT b.id, b.name, b.state, o.count, o.common
      FROM claim c
      JOIN backfill b ON b.id = c.backfill_id
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS count, (array_agg(p.id ORDER BY p.id))[1:10] AS common
        FROM (SELECT unnest(c.partitions) INTERSECT SELECT unnest(?::text[])) AS p (id)) o
      WHERE c.target = ? AND c.backfill_id <> ? AND o.count > 0
        AND b.state NOT IN
          ('SWAPPED', 'ROLLED_BACK', 'FAILED', 'HOT_PARTITION', 'CANCELLED', 'REJECTED',
           'NOTHING_TO_DO')
        AND (b.state NOT IN ('PLANNING', 'QUEUED')
             OR (? AND b.seq < (SELECT seq FROM backfill WHERE id = ?)))
      ORDER BY b.seq
      """;
  private static final String SWAPPED_SINCE =
      """
      SELECT b.id, b.name, b.state, o.count, o.common
      FROM claim c
      JOIN backfill b ON b.id = c.backfill_id
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS count, (array_agg(p.id ORDER BY p.id))[1:10] AS common
        FROM (SELECT unnest(c.partitions) INTERSECT SELECT unnest(?::text[])) AS p (id)) o
      WHERE c.target = ? AND c.backfill_id <> ? AND o.count > 0
        AND EXISTS (
          SELECT FROM swap_result s
          WHERE s.backfill_id = c.backfill_id AND s.outcome <> 'REFUSED'
            AND s.at >= (SELECT started_at FROM backfill WHERE id = ?))
      ORDER BY b.seq
      """;
  private static final String CLAIM =
      """
      INSERT INTO claim (backfill_id, target, partitions) VALUES (?, ?, ?)
      ON CONFLICT (backfill_id) DO UPDATE SET partitions = excluded.partitions
      """;
  private static final String CLAIMED = "SELECT partitions FROM claim WHERE backfill_id = ?";

  private final Transaction tx;
  private final String target;

  PostgresClaimTable(Transaction tx, String target) {
    this.tx = tx;
    this.target = target;
  }

  @Override
  public void lock() {
    tx.query(LOCK, row -> row.optionalString("it"), target);
  }

  @Override
  public List<Overlap> atWork(UUID backfillId, Collection<String> partitions) {
    return overlaps(backfillId, partitions, false);
  }

  @Override
  public List<Overlap> before(UUID backfillId, Collection<String> partitions) {
    return overlaps(backfillId, partitions, true);
  }

  private List<Overlap> overlaps(UUID id, Collection<String> partitions, boolean waiting) {
    return tx.query(OVERLAPS, PostgresClaimTable::overlap, partitions, target, id, waiting, id);
  }

  @Override
  public List<Overlap> swappedSince(UUID id, Collection<String> partitions) {
    return tx.query(SWAPPED_SINCE, PostgresClaimTable::overlap, partitions, target, id, id);
  }

  private static Overlap overlap(Row row) {
    return new Overlap(
        row.uuid("id"),
        row.string("name"),
        row.string("state"),
        row.strings("common"),
        row.integer("count"));
  }

  @Override
  public void claim(UUID backfillId, Collection<String> partitions) {
    tx.update(CLAIM, backfillId, target, partitions);
  }

  @Override
  public List<String> claimed(UUID backfillId) {
    return tx.first(CLAIMED, row -> row.strings("partitions"), backfillId).orElse(List.of());
  }
}
