package io.hindcast.core.check;

import io.hindcast.core.time.TimeRange;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Tasks whose ranges follow each other without a gap.
 *
 * @param tasks by time; at least one
 */
public record TaskRun(List<JudgedTask> tasks) {

  /** Rejects a run without tasks. */
  public TaskRun {
    tasks = List.copyOf(tasks);
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException("A run has at least one task");
    }
  }

  /** From the first task's start to the last one's end. */
  public TimeRange range() {
    return new TimeRange(tasks.getFirst().range().from(), tasks.getLast().range().to());
  }

  /** The tasks' partitions, each once. */
  public List<String> partitionIds() {
    return tasks.stream().flatMap(task -> task.partitionIds().stream()).distinct().toList();
  }

  /**
   * What the sources said to a rowCount check when the run's tasks read them; empty unless it is
   * known for every task.
   *
   * @param index of the check among the spec's rowCount checks
   */
  public OptionalDouble counted(int index) {
    return tasks.stream().allMatch(task -> task.counts().size() > index)
        ? OptionalDouble.of(tasks.stream().mapToDouble(task -> task.counts().get(index)).sum())
        : OptionalDouble.empty();
  }

  /** Whether {@link #halves} makes it smaller. */
  public boolean divisible() {
    return tasks.size() > 1;
  }

  /** Its earlier and its later half. */
  public List<TaskRun> halves() {
    int middle = tasks.size() / 2;
    return List.of(
        new TaskRun(tasks.subList(0, middle)), new TaskRun(tasks.subList(middle, tasks.size())));
  }
}
