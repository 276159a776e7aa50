package io.hindcast.control.planner;

import io.hindcast.control.database.Row;
import io.hindcast.control.database.Transaction;
import io.hindcast.core.backfill.ProvenanceTable;
import io.hindcast.core.fence.FenceEntry;
import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.fence.SourceTally;
import io.hindcast.core.scope.Provenance;
import io.hindcast.core.scope.Publication;
import io.hindcast.core.scope.TargetHistory;
import io.hindcast.core.time.TimeRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Rows of the tables publication, publication_partition, publication_task, publication_fence and
 * publication_tally.
 */
final class PostgresProvenanceTable implements ProvenanceTable {
  private static final String INSERT =
      """
      INSERT INTO publication (swap_id, backfill_id, target, transform_version, statement, at, live)
      VALUES (?, ?, ?, ?, ?, ?, true)
      ON CONFLICT (swap_id) DO NOTHING
      """;
  private static final String INSERT_PARTITION =
      """
      INSERT INTO publication_partition (swap_id, partition_id, rows, checksum) VALUES (?, ?, ?, ?)
      """;
  private static final String INSERT_TASKS =
      """
      INSERT INTO publication_task (swap_id, task_id, range_from, range_to, partitions)
      SELECT ?, task_id, range_from, range_to, partitions FROM task
      WHERE backfill_id = ? AND round = ?
      """;
  private static final String INSERT_FENCES =
      """
      INSERT INTO publication_fence (swap_id, task_id, source_database, source_table, partition_id,
                                     max_block, data_version, rows, storage, span_from, span_to)
      SELECT p.swap_id, task_id, source_database, source_table, partition_id, max_block,
             data_version, rows, storage, span_from, span_to
      FROM publication_task p
      JOIN task_fence f USING (task_id)
      WHERE p.swap_id = ? AND f.backfill_id = ?
      """;
  private static final String INSERT_TALLIES =
      """
      INSERT INTO publication_tally (swap_id, task_id, source_database, source_table, way,
                                     time_column, ticks, columns, merged, parts, cells)
      SELECT p.swap_id, task_id, source_database, source_table, way, time_column, ticks, columns,
             merged, f.parts, cells
      FROM publication_task p
      JOIN task_tally f USING (task_id)
      WHERE p.swap_id = ? AND f.backfill_id = ?
      """;
  private static final String LIVE =
      """
      UPDATE publication SET live = swap_id::text = ANY (?)
      WHERE backfill_id = ? AND live <> (swap_id::text = ANY (?))
      """;

  /** The newest live publication of each partition. */
  private static final String NEWEST =
      """
      SELECT DISTINCT ON (c.partition_id) c.partition_id, c.rows, c.checksum, p.swap_id,
             p.backfill_id, p.transform_version, p.statement, p.at
      FROM publication p
      JOIN publication_partition c USING (swap_id)
      WHERE p.target = ? AND p.live
      ORDER BY c.partition_id, p.seq DESC
      """;

  private static final String TASKS =
      """
      SELECT t.* FROM publication_task t JOIN publication p USING (swap_id)
      WHERE p.target = ? AND p.live
      """;
  private static final String TALLIES =
      """
      SELECT f.* FROM publication_tally f JOIN publication p USING (swap_id)
      WHERE p.target = ? AND p.live
      """;
  private static final String FENCES =
      """
      SELECT f.* FROM publication_fence f JOIN publication p USING (swap_id)
      WHERE p.target = ? AND p.live
      """;

  /**
   * Of each partition the last backfill that tried it and has ended. One that somebody cancelled
   * has tried only what it gave up.
   */
  private static final String FAILED =
      """
      SELECT id FROM (
        SELECT DISTINCT ON (u.id) u.id, b.id AS backfill_id, b.state
        FROM backfill b
        JOIN task t ON t.backfill_id = b.id
        CROSS JOIN LATERAL unnest(t.partitions) AS u (id)
        WHERE b.target = ?
          AND (b.state IN ('SWAPPED', 'ROLLED_BACK', 'FAILED', 'HOT_PARTITION')
               OR (b.state = 'CANCELLED' AND t.state = 'GAVE_UP'))
        ORDER BY u.id, b.seq DESC) AS last
      WHERE state IN ('FAILED', 'HOT_PARTITION', 'CANCELLED')
        AND NOT EXISTS (
          SELECT FROM publication p JOIN publication_partition c USING (swap_id)
          WHERE p.backfill_id = last.backfill_id AND p.live AND c.partition_id = last.id)
      """;

  private final Transaction tx;
  private final String target;

  PostgresProvenanceTable(Transaction tx, String target) {
    this.tx = tx;
    this.target = target;
  }

  @Override
  public void publish(Publication publication, int round) {
    UUID swapId = publication.swapId();
    int added =
        tx.update(
            INSERT,
            swapId,
            publication.backfillId(),
            target,
            publication.transformVersion(),
            publication.statement(),
            publication.at());
    if (added == 0) {
      return;
    }
    tx.batch(
        INSERT_PARTITION,
        publication.contents().stream()
            .map(it -> List.of(swapId, it.partitionId(), it.rows(), it.checksum()))
            .toList());
    tx.update(INSERT_TASKS, swapId, publication.backfillId(), round);
    tx.update(INSERT_FENCES, swapId, publication.backfillId());
    tx.update(INSERT_TALLIES, swapId, publication.backfillId());
  }

  @Override
  public void live(UUID backfillId, Collection<UUID> swapIds) {
    List<String> ids = swapIds.stream().map(UUID::toString).toList();
    tx.update(LIVE, ids, backfillId, ids);
  }

  @Override
  public TargetHistory history() {
    Map<PartitionOf, List<Provenance.Read>> reads = reads();
    Map<String, Provenance> live = new HashMap<>();
    tx.query(NEWEST, row -> live.put(row.string("partition_id"), provenance(row, reads)), target);
    return new TargetHistory(
        live, new HashSet<>(tx.query(FAILED, row -> row.string("id"), target)));
  }

  private record PartitionOf(UUID swapId, String partitionId) {}

  private record TaskOf(UUID swapId, String taskId) {
    static TaskOf of(Row row) {
      return new TaskOf(row.uuid("swap_id"), row.string("task_id"));
    }
  }

  private Map<PartitionOf, List<Provenance.Read>> reads() {
    Map<TaskOf, List<FenceEntry>> fences = new HashMap<>();
    tx.query(
        FENCES,
        row ->
            fences
                .computeIfAbsent(TaskOf.of(row), ignored -> new ArrayList<>())
                .add(FenceRows.entry(row)),
        target);
    Map<TaskOf, List<SourceTally>> tallies = new HashMap<>();
    tx.query(
        TALLIES,
        row ->
            tallies
                .computeIfAbsent(TaskOf.of(row), ignored -> new ArrayList<>())
                .add(TallyRows.tally(row)),
        target);
    Map<TaskOf, SourceFence> seen = new HashMap<>();
    fences.forEach((task, entries) ->
        seen.put(task, new SourceFence(entries, tallies.getOrDefault(task, List.of()))));
    tallies.forEach((task, own) -> seen.putIfAbsent(task, new SourceFence(List.of(), own)));
    Map<PartitionOf, List<Provenance.Read>> reads = new HashMap<>();
    tx.query(TASKS, row -> addRead(row, seen, reads), target);
    return reads;
  }

  /** All partitions of a task share what it read. */
  private static boolean addRead(
      Row row, Map<TaskOf, SourceFence> fences, Map<PartitionOf, List<Provenance.Read>> reads) {
    TaskOf task = TaskOf.of(row);
    Provenance.Read read =
        new Provenance.Read(
            new TimeRange(row.instant("range_from"), row.instant("range_to")),
            fences.getOrDefault(task, new SourceFence(List.of())));
    row.strings("partitions")
        .forEach(id ->
            reads
                .computeIfAbsent(new PartitionOf(task.swapId(), id), ignored -> new ArrayList<>())
                .add(read));
    return true;
  }

  private static Provenance provenance(Row row, Map<PartitionOf, List<Provenance.Read>> reads) {
    UUID swapId = row.uuid("swap_id");
    return new Provenance(
        row.uuid("backfill_id"),
        swapId,
        row.string("transform_version"),
        row.string("statement"),
        row.instant("at"),
        row.number("rows"),
        row.string("checksum"),
        reads.getOrDefault(new PartitionOf(swapId, row.string("partition_id")), List.of()));
  }
}
