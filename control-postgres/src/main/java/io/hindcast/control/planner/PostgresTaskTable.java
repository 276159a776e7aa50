package io.hindcast.control.planner;

import io.hindcast.control.database.Row;
import io.hindcast.control.database.Transaction;
import io.hindcast.core.fence.FenceEntry;
import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.fence.SourceTally;
import io.hindcast.core.task.FailedAttempt;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskResult;
import io.hindcast.core.task.TaskSplit;
import io.hindcast.core.task.TaskTable;
import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One backfill's rows of the tables task, task_fence and task_tally. */
final class PostgresTaskTable implements TaskTable {
  private static final String INSERT =
      """
      INSERT INTO task (backfill_id, task_id, wave, pass, round, range_from, range_to, partitions,
                        rows_to_read, generation, attempt, state, not_before, pieces,
                        whole_from, whole_to, row_filter)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PENDING', ?, ?, ?, ?, ?)
      """;
  private static final String ALL = "SELECT * FROM task WHERE backfill_id = ? ORDER BY task_id";
  private static final String FIND = "SELECT * FROM task WHERE backfill_id = ? AND task_id = ?";
  private static final String BY_IDS =
      "SELECT * FROM task WHERE backfill_id = ? AND task_id = ANY (?) ORDER BY task_id";
  private static final String IN_PASS =
      "SELECT * FROM task WHERE backfill_id = ? AND pass = ? ORDER BY task_id";
  private static final String IN_ROUND =
      "SELECT * FROM task WHERE backfill_id = ? AND round = ? ORDER BY task_id";
  private static final String DISPATCHABLE =
      """
      SELECT * FROM task
      WHERE backfill_id = ? AND pass = ? AND state = 'PENDING' AND not_before <= ?
      ORDER BY task_id LIMIT ?
      """;
  private static final String IN_FLIGHT =
      "SELECT count(*) AS n FROM task WHERE backfill_id = ? AND state = 'DISPATCHED'";
  private static final String STAGED =
      """
      SELECT * FROM task t
      WHERE backfill_id = ? AND state = 'STAGED'
        AND (whole_from IS NULL OR NOT EXISTS (
          SELECT FROM task o
          WHERE o.backfill_id = t.backfill_id AND o.whole_from IS NOT NULL
            AND o.partitions[1] = t.partitions[1] AND o.state <> 'STAGED'))
      ORDER BY task_id LIMIT ?
      """;
  private static final String CHUNKS =
      """
      SELECT * FROM task
      WHERE backfill_id = ? AND whole_from IS NOT NULL AND partitions[1] = ANY (?)
      ORDER BY task_id
      """;
  private static final String SPLIT =
      """
      SELECT id FROM unnest(?) AS id
      WHERE NOT EXISTS (SELECT FROM task WHERE backfill_id = ? AND task_id = id)
        AND EXISTS (
          SELECT FROM task WHERE backfill_id = ? AND starts_with(task_id, id || ?))
      """;
  private static final String DROP_FENCES =
      "DELETE FROM task_fence WHERE backfill_id = ? AND task_id = ANY (?)";
  private static final String DROP = "DELETE FROM task WHERE backfill_id = ? AND task_id = ANY (?)";
  private static final String DISPATCHED_BEFORE =
      """
      SELECT * FROM task WHERE backfill_id = ? AND state = 'DISPATCHED' AND since < ?
      ORDER BY task_id LIMIT ?
      """;
  private static final String UNFINISHED =
      """
      SELECT count(*) AS n FROM task WHERE backfill_id = ? AND pass = ? AND state <> 'PROMOTED'
      """;
  private static final String SAVE =
      """
      UPDATE task SET pass = ?, round = ?, generation = ?, attempt = ?, state = ?, not_before = ?,
                      since = ?, staging_database = ?, staging_table = ?, code = ?, message = ?,
                      tries_outside = ?, tries_own = ?, tries_memory = ?,
                      worker_id = CASE WHEN ? THEN NULL ELSE worker_id END
      WHERE backfill_id = ? AND task_id = ?
      """;
  private static final String STARTED =
      "UPDATE task SET worker_id = ? WHERE backfill_id = ? AND task_id = ?";
  private static final String ACCEPTED =
      """
      UPDATE task SET worker_id = ?, rows_read = ?, bytes_read = ?, rows_written = ?,
                      bytes_written = ?, filtered_rows = ?, duration_ms = ?, peak_memory = ?, counts = ?
      WHERE backfill_id = ? AND task_id = ?
      """;
  private static final String FAILED =
      """
      INSERT INTO task_failure (backfill_id, task_id, generation, attempt, worker_id, at, code,
                                message, thrift)
      SELECT backfill_id, task_id, ?, ?, coalesce(nullif(?, ''), worker_id, ''), ?, ?, ?, ?
      FROM task WHERE backfill_id = ? AND task_id = ?
      ON CONFLICT DO NOTHING
      """;
  private static final String FAILURES =
      """
      SELECT * FROM task_failure WHERE backfill_id = ? AND task_id = ? AND generation = ?
      ORDER BY attempt
      """;
  private static final String DROP_FENCE =
      "DELETE FROM task_fence WHERE backfill_id = ? AND task_id = ?";
  private static final String INSERT_FENCE =
      """
      INSERT INTO task_fence (backfill_id, task_id, source_database, source_table, partition_id,
                              max_block, data_version, rows, storage, span_from, span_to)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String COUNTS =
      """
      SELECT task_id, counts FROM task
      WHERE backfill_id = ? AND task_id = ANY (?) AND cardinality(counts) > 0
      """;
  private static final String DROP_TALLIES =
      "DELETE FROM task_tally WHERE backfill_id = ? AND task_id = ?";
  private static final String INSERT_TALLY =
      """
      INSERT INTO task_tally (backfill_id, task_id, source_database, source_table, way, time_column,
                              ticks, columns, merged, parts, cells)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String TALLIES =
      "SELECT * FROM task_tally WHERE backfill_id = ? AND task_id = ANY (?)";
  private static final String FENCES =
      "SELECT * FROM task_fence WHERE backfill_id = ? AND task_id = ANY (?)";

  private final Transaction tx;
  private final UUID id;

  PostgresTaskTable(Transaction tx, UUID id) {
    this.tx = tx;
    this.id = id;
  }

  void insert(Collection<Task> tasks) {
    tx.batch(INSERT, tasks.stream().map(task -> TaskRows.insertValues(id, task)).toList());
  }

  @Override
  public Optional<Task> find(String taskId) {
    return tx.first(FIND, TaskRows::task, id, taskId);
  }

  @Override
  public List<Task> byIds(Collection<String> taskIds) {
    return tx.query(BY_IDS, TaskRows::task, id, taskIds);
  }

  @Override
  public List<Task> inPass(int pass) {
    return tx.query(IN_PASS, TaskRows::task, id, pass);
  }

  @Override
  public List<Task> inRound(int round) {
    return tx.query(IN_ROUND, TaskRows::task, id, round);
  }

  @Override
  public List<Task> all() {
    return tx.query(ALL, TaskRows::task, id);
  }

  @Override
  public List<Task> dispatchable(int pass, Instant now, int limit) {
    return tx.query(DISPATCHABLE, TaskRows::task, id, pass, now, limit);
  }

  @Override
  public int inFlight() {
    return count(tx.first(IN_FLIGHT, PostgresTaskTable::n, id));
  }

  @Override
  public List<Task> staged(int limit) {
    return tx.query(STAGED, TaskRows::task, id, limit);
  }

  @Override
  public List<Task> chunks(Collection<Task> tasks) {
    List<String> first =
        tasks.stream()
            .filter(Task::isChunk)
            .map(task -> task.partitionIds().getFirst())
            .distinct()
            .toList();
    return first.isEmpty() ? List.of() : tx.query(CHUNKS, TaskRows::task, id, first);
  }

  @Override
  public Set<String> split(Collection<String> taskIds) {
    return taskIds.isEmpty()
        ? Set.of()
        : Set.copyOf(
            tx.query(SPLIT, row -> row.string("id"), taskIds, id, id, TaskSplit.SEPARATOR));
  }

  @Override
  public void replace(Collection<Task> old, Collection<Task> next) {
    List<String> ids = old.stream().map(Task::taskId).toList();
    tx.update(DROP_FENCES, id, ids);
    tx.update(DROP, id, ids);
    insert(next);
  }

  @Override
  public List<Task> dispatchedBefore(Instant instant, int limit) {
    return tx.query(DISPATCHED_BEFORE, TaskRows::task, id, instant, limit);
  }

  @Override
  public int unfinished(int pass) {
    return count(tx.first(UNFINISHED, PostgresTaskTable::n, id, pass));
  }

  @Override
  public void save(Collection<Task> tasks) {
    tx.batch(SAVE, tasks.stream().map(task -> TaskRows.saveValues(id, task)).toList());
  }

  @Override
  public void started(String taskId, String workerId) {
    tx.update(STARTED, workerId, id, taskId);
  }

  @Override
  public void accepted(String taskId, TaskResult result, SourceFence fence) {
    tx.update(
        ACCEPTED,
        result.workerId(),
        result.rowsRead(),
        result.bytesRead(),
        result.rowsWritten(),
        result.bytesWritten(),
        result.filteredRows(),
        result.elapsed().toMillis(),
        result.peakMemoryBytes(),
        result.counts().stream().map(String::valueOf).toList(),
        id,
        taskId);
    tx.update(DROP_FENCE, id, taskId);
    tx.batch(INSERT_FENCE, fence.entries().stream().map(e -> fenceValues(taskId, e)).toList());
    tx.update(DROP_TALLIES, id, taskId);
    tx.batch(INSERT_TALLY, fence.tallies().stream().map(it -> tallyValues(taskId, it)).toList());
  }

  @Override
  public void failed(FailedAttempt attempt) {
    tx.update(
        FAILED,
        attempt.generation(),
        attempt.attempt(),
        attempt.workerId(),
        attempt.at(),
        attempt.code(),
        attempt.message(),
        attempt.thrift(),
        id,
        attempt.taskId());
  }

  @Override
  public List<FailedAttempt> failures(String taskId, int generation) {
    return tx.query(FAILURES, TaskRows::failure, id, taskId, generation);
  }

  @Override
  public Map<String, List<Double>> counts(Collection<String> taskIds) {
    Map<String, List<Double>> counts = new HashMap<>();
    tx.query(
        COUNTS,
        row ->
            counts.put(
                row.string("task_id"),
                row.strings("counts").stream().map(Double::valueOf).toList()),
        id,
        taskIds);
    return counts;
  }

  private List<Object> tallyValues(String taskId, SourceTally tally) {
    List<Object> values = new ArrayList<>(List.of(id, taskId));
    values.addAll(TallyRows.values(tally));
    return values;
  }

  private List<@Nullable Object> fenceValues(String taskId, FenceEntry entry) {
    TimeRange span = entry.span();
    return Arrays.asList(
        id,
        taskId,
        entry.table().place(),
        entry.table().table(),
        entry.partitionId(),
        entry.maxBlock(),
        entry.dataVersion(),
        entry.rows(),
        entry.storage(),
        span == null ? null : span.from(),
        span == null ? null : span.to());
  }

  @Override
  public Map<String, SourceFence> fences(Collection<String> taskIds) {
    record Line(String taskId, FenceEntry entry) {}
    Map<String, List<FenceEntry>> entries =
        tx
            .query(
                FENCES, row -> new Line(row.string("task_id"), FenceRows.entry(row)), id, taskIds)
            .stream()
            .collect(
                Collectors.groupingBy(
                    Line::taskId, Collectors.mapping(Line::entry, Collectors.toList())));
    Map<String, List<SourceTally>> tallies = tallies(taskIds);
    Map<String, SourceFence> fences = new HashMap<>();
    taskIds.forEach(task ->
        fences.put(
            task,
            new SourceFence(
                entries.getOrDefault(task, List.of()), tallies.getOrDefault(task, List.of()))));
    return fences;
  }

  private Map<String, List<SourceTally>> tallies(Collection<String> taskIds) {
    Map<String, List<SourceTally>> tallies = new HashMap<>();
    tx.query(
        TALLIES,
        row ->
            tallies
                .computeIfAbsent(row.string("task_id"), ignored -> new ArrayList<>())
                .add(TallyRows.tally(row)),
        id,
        taskIds);
    return tallies;
  }

  private static Integer n(Row row) {
    return Math.toIntExact(row.number("n"));
  }

  private static int count(Optional<Integer> n) {
    return n.orElse(0);
  }
}
