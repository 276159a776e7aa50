package io.hindcast.core.check;

import io.hindcast.core.fence.SourcePart;
import io.hindcast.core.table.TableName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * What a judgement is asked about.
 *
 * @param validationId identifies the judgement
 * @param backfillId the backfill
 * @param wave the wave, from 0
 * @param generation the content's generation
 * @param target the live table
 * @param shadow the table with the recomputed partitions
 * @param tasks the wave's accepted tasks; at least one
 */
public record ValidationOrder(
    UUID validationId,
    UUID backfillId,
    int wave,
    int generation,
    TableName target,
    TableName shadow,
    List<JudgedTask> tasks) {

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

  /** The tasks, joined where there is no gap between their ranges. */
  public List<TaskRun> runs() {
    List<TaskRun> runs = new ArrayList<>();
    List<JudgedTask> open = new ArrayList<>();
    Instant end = Instant.MIN;
    for (JudgedTask task :
        tasks.stream().sorted(Comparator.comparing(JudgedTask::range)).toList()) {
      if (!open.isEmpty() && task.range().from().isAfter(end)) {
        runs.add(new TaskRun(open));
        open.clear();
      }
      boolean longer = open.isEmpty() || task.range().to().isAfter(end);
      end = longer ? task.range().to() : end;
      open.add(task);
    }
    runs.add(new TaskRun(open));
    return runs;
  }

  /** Tasks whose sources have changed since they read them, in the order's order. */
  public List<String> movedTasks(Collection<SourcePart> current) {
    return tasks.stream().filter(task -> task.hasMoved(current)).map(JudgedTask::id).toList();
  }
}
