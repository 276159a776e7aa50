package io.hindcast.core.backfill.memory;

import io.hindcast.core.backfill.memory.Belongings.FailureKey;
import io.hindcast.core.backfill.memory.Belongings.TaskRow;
import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.task.FailedAttempt;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskResult;
import io.hindcast.core.task.TaskSplit;
import io.hindcast.core.task.TaskState;
import io.hindcast.core.task.TaskTable;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One backfill's tasks. */
final class InMemoryTaskTable implements TaskTable {
  private final Tables tables;
  private final UUID id;
  private final Rows<String, TaskRow> rows;
  private final Rows<FailureKey, FailedAttempt> failures;

  InMemoryTaskTable(Tables tables, UUID id) {
    this.tables = tables;
    this.id = id;
    this.rows = tables.of(id).tasks;
    this.failures = tables.of(id).failures;
  }

  void insert(Collection<Task> tasks) {
    tasks.forEach(task -> rows.put(task.taskId(), new TaskRow(task, null, null, null)));
  }

  @Override
  public Optional<Task> find(String taskId) {
    return rows.find(taskId).map(TaskRow::task);
  }

  @Override
  public List<Task> byIds(Collection<String> taskIds) {
    return list(task -> taskIds.contains(task.taskId()));
  }

  @Override
  public List<Task> inPass(int pass) {
    return list(task -> task.pass() == pass);
  }

  @Override
  public List<Task> inRound(int round) {
    return list(task -> task.round() == round);
  }

  @Override
  public List<Task> all() {
    return list(task -> true);
  }

  @Override
  public List<Task> dispatchable(int pass, Instant now, int limit) {
    return matching(task -> task.pass() == pass)
        .filter(task ->
            task.state() instanceof TaskState.Pending pending && !pending.notBefore().isAfter(now))
        .limit(limit)
        .toList();
  }

  @Override
  public int inFlight() {
    return (int) matching(task -> task.state() instanceof TaskState.Dispatched).count();
  }

  @Override
  public List<Task> staged(int limit) {
    return matching(InMemoryTaskTable::isStaged)
        .filter(task -> chunks(List.of(task)).stream().allMatch(InMemoryTaskTable::isStaged))
        .limit(limit)
        .toList();
  }

  private static boolean isStaged(Task task) {
    return task.state() instanceof TaskState.Staged;
  }

  @Override
  public List<Task> chunks(Collection<Task> tasks) {
    Set<String> first =
        tasks.stream()
            .filter(Task::isChunk)
            .map(task -> task.partitionIds().getFirst())
            .collect(Collectors.toSet());
    return list(task -> task.isChunk() && first.contains(task.partitionIds().getFirst()));
  }

  @Override
  public Set<String> split(Collection<String> taskIds) {
    return taskIds.stream()
        .filter(taskId -> !rows.has(taskId))
        .filter(taskId -> matching(task -> isPart(task, taskId)).findAny().isPresent())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isPart(Task task, String of) {
    return task.taskId().startsWith(of + TaskSplit.SEPARATOR);
  }

  @Override
  public void replace(Collection<Task> old, Collection<Task> next) {
    tables.requireLocked(id);
    old.forEach(task -> rows.remove(task.taskId()));
    insert(next);
  }

  @Override
  public List<Task> dispatchedBefore(Instant instant, int limit) {
    return matching(task ->
            task.state() instanceof TaskState.Dispatched sent && sent.since().isBefore(instant))
        .limit(limit)
        .toList();
  }

  @Override
  public int unfinished(int pass) {
    return (int)
        matching(task -> task.pass() == pass && !(task.state() instanceof TaskState.Promoted))
            .count();
  }

  @Override
  public void save(Collection<Task> tasks) {
    if (!tasks.isEmpty()) {
      tables.requireLocked(id);
    }
    for (Task task : tasks) {
      rows.find(task.taskId())
          .ifPresent(row -> rows.put(task.taskId(), row.in(saved(row.task(), task))));
    }
  }

  /** What was planned stays as it is. */
  private static Task saved(Task planned, Task task) {
    return new Task(
        planned.taskId(),
        planned.wave(),
        task.pass(),
        task.round(),
        planned.range(),
        planned.partitionIds(),
        planned.rowsToRead(),
        task.generation(),
        task.attempt(),
        task.state(),
        planned.shape(),
        task.tries(),
        planned.filter());
  }

  @Override
  public void started(String taskId, String workerId) {
    rows.find(taskId)
        .ifPresent(
            row -> rows.put(taskId, new TaskRow(row.task(), workerId, row.result(), row.fence())));
  }

  @Override
  public void accepted(String taskId, TaskResult result, SourceFence fence) {
    tables.requireLocked(id);
    rows.find(taskId)
        .ifPresent(
            row -> rows.put(taskId, new TaskRow(row.task(), result.workerId(), result, fence)));
  }

  @Override
  public void failed(FailedAttempt failed) {
    FailureKey key = new FailureKey(failed.taskId(), failed.generation(), failed.attempt());
    rows.find(failed.taskId()).ifPresent(row -> failures.add(key, by(row, failed)));
  }

  /** Who started it has run it, where nothing else is known. */
  private static FailedAttempt by(TaskRow row, FailedAttempt failed) {
    String started = row.workerId() == null ? "" : row.workerId();
    return new FailedAttempt(
        failed.taskId(),
        failed.generation(),
        failed.attempt(),
        failed.workerId().isEmpty() ? started : failed.workerId(),
        failed.at(),
        failed.code(),
        failed.message(),
        failed.thrift());
  }

  @Override
  public List<FailedAttempt> failures(String taskId, int generation) {
    return failures.values().stream()
        .filter(failed -> failed.taskId().equals(taskId) && failed.generation() == generation)
        .toList();
  }

  @Override
  public Map<String, List<Double>> counts(Collection<String> taskIds) {
    Map<String, List<Double>> counts = new HashMap<>();
    for (TaskRow row : rows.values()) {
      TaskResult result = row.result();
      if (result != null && !result.counts().isEmpty() && taskIds.contains(row.task().taskId())) {
        counts.put(row.task().taskId(), result.counts());
      }
    }
    return counts;
  }

  @Override
  public Map<String, SourceFence> fences(Collection<String> taskIds) {
    Map<String, SourceFence> fences = new HashMap<>();
    for (String taskId : taskIds) {
      Optional<SourceFence> fence =
          rows.find(taskId).flatMap(row -> Optional.ofNullable(row.fence()));
      fences.put(taskId, fence.orElseGet(() -> new SourceFence(List.of())));
    }
    return fences;
  }

  private List<Task> list(Predicate<Task> which) {
    return matching(which).toList();
  }

  private Stream<Task> matching(Predicate<Task> which) {
    return rows.values().stream().map(TaskRow::task).filter(which);
  }
}
