package io.hindcast.core.check;

import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Tasks whose ranges follow each other without a gap. Those whose ranges overlap have different
 * keys of the same times.
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
    return tasks.stream().map(JudgedTask::range).reduce(TimeRange::span).orElseThrow();
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
    return !cuts().isEmpty();
  }

  /** Its earlier and its later half; chunks of the same partitions stay together. */
  public List<TaskRun> halves() {
    int middle =
        cuts().stream()
            .min(Comparator.comparingInt(cut -> Math.abs(2 * cut - tasks.size())))
            .orElseThrow(() -> new IllegalStateException("The run is indivisible"));
    return List.of(
        new TaskRun(tasks.subList(0, middle)), new TaskRun(tasks.subList(middle, tasks.size())));
  }

  /** Indexes of tasks that neither time nor partitions join to those before. */
  private List<Integer> cuts() {
    Map<String, Integer> lastOf = new HashMap<>();
    for (int i = 0; i < tasks.size(); i++) {
      for (String partition : tasks.get(i).partitionIds()) {
        lastOf.put(partition, i);
      }
    }
    List<Integer> cuts = new ArrayList<>();
    int joined = 0;
    Instant end = tasks.getFirst().range().to();
    for (int i = 0; i < tasks.size(); i++) {
      if (i > joined && !tasks.get(i).range().from().isBefore(end)) {
        cuts.add(i);
      }
      for (String partition : tasks.get(i).partitionIds()) {
        joined = Math.max(joined, lastOf.getOrDefault(partition, i));
      }
      end = tasks.get(i).range().to().isAfter(end) ? tasks.get(i).range().to() : end;
    }
    return cuts;
  }
}
