package io.hindcast.core.check;

import io.hindcast.core.fence.SourceState;
import io.hindcast.core.spec.Check;
import io.hindcast.core.table.TableName;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a judgement is asked about.
 *
 * @param validationId identifies the judgement
 * @param backfillId the backfill
 * @param wave the wave, from 0
 * @param generation the content's generation
 * @param target the live table
 * @param shadow the table with the recomputed partitions
 * @param base the touched partitions as they were, where later rows are carried over; null where
 *     the live table itself is replaced
 * @param tasks the wave's accepted tasks; at least one
 */
public record ValidationOrder(
    UUID validationId,
    UUID backfillId,
    int wave,
    int generation,
    TableName target,
    TableName shadow,
    @Nullable TableName base,
    List<JudgedTask> tasks) {
  /** Of a backfill that carries nothing over. */
  public ValidationOrder(
      UUID validationId,
      UUID backfillId,
      int wave,
      int generation,
      TableName target,
      TableName shadow,
      List<JudgedTask> tasks) {
    this(validationId, backfillId, wave, generation, target, shadow, null, tasks);
  }

  /** Rejects an order without tasks. */
  public ValidationOrder {
    tasks = List.copyOf(tasks);
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException(
          "Validation %s names no tasks: expected at least one".formatted(validationId));
    }
  }

  /** The partitions that the tasks own, sorted, each once. */
  public List<String> partitionIds() {
    return tasks.stream()
        .flatMap(task -> task.partitionIds().stream())
        .sorted()
        .distinct()
        .toList();
  }

  /** The tasks, joined where their ranges overlap or adjoin. */
  public List<TaskRun> runs() {
    return TaskRun.joined(tasks);
  }

  /**
   * What a rowCount check compares: contiguous ranges of the wave, or the smallest parts of them
   * that partitions and time can tell apart.
   *
   * @param checks the spec's rowCount checks
   * @param index of the check among them
   */
  public List<TaskRun> counted(List<Check.RowCount> checks, int index) {
    List<TaskRun> runs =
        TaskRun.joined(
            tasks.stream().flatMap(task -> task.countedFor(checks, index).stream()).toList());
    return switch (checks.get(index).per()) {
      case WAVE -> runs;
      case PARTITION -> runs.stream().flatMap(run -> run.parts().stream()).toList();
    };
  }

  /** Tasks whose sources have changed since they read them, in the order's order. */
  public List<String> movedTasks(SourceState current) {
    return tasks.stream().filter(task -> task.hasMoved(current)).map(JudgedTask::id).toList();
  }
}
