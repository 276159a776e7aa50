package io.hindcast.core.check;

import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Tasks whose ranges leave no gap between them. They follow each other, but where tasks have
 * different keys of the same time.
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

  /** From the first task's start to the last end. */
  public TimeRange range() {
    return tasks.stream().map(JudgedTask::range).reduce(TimeRange::span).orElseThrow();
  }

  /** The tasks' partitions, each once. */
  public List<String> partitionIds() {
    return tasks.stream().flatMap(task -> task.partitionIds().stream()).distinct().toList();
  }

  /** Tasks joined where their ranges overlap or adjoin. */
  static List<TaskRun> joined(Collection<JudgedTask> tasks) {
    List<TaskRun> runs = new ArrayList<>();
    List<JudgedTask> open = new ArrayList<>();
    Instant end = Instant.MIN;
    for (JudgedTask task :
        tasks.stream().sorted(Comparator.comparing(JudgedTask::range)).toList()) {
      if (!open.isEmpty() && task.range().from().isAfter(end)) {
        runs.add(new TaskRun(open));
        open.clear();
      }
      open.add(task);
      end = task.range().to().isAfter(end) ? task.range().to() : end;
    }
    runs.add(new TaskRun(open));
    return runs;
  }

  /**
   * What the sources said to the check that the run is of when its tasks read them; empty unless it
   * is known for every task.
   */
  public OptionalDouble counted() {
    return tasks.stream().allMatch(task -> task.counts().size() == 1)
        ? OptionalDouble.of(tasks.stream().mapToDouble(task -> task.counts().getFirst()).sum())
        : OptionalDouble.empty();
  }

  /** The smallest parts: what overlaps or has the same partitions stays together. */
  List<TaskRun> parts() {
    List<Integer> ends = new ArrayList<>(cuts());
    ends.add(tasks.size());
    List<TaskRun> parts = new ArrayList<>();
    int from = 0;
    for (int to : ends) {
      parts.add(new TaskRun(tasks.subList(from, to)));
      from = to;
    }
    return parts;
  }

  /** Whether {@link #halves} makes it smaller. */
  public boolean divisible() {
    return !cuts().isEmpty();
  }

  /** Its earlier and its later half; what overlaps or has the same partitions stays together. */
  public List<TaskRun> halves() {
    int middle =
        cuts().stream()
            .min(Comparator.comparingInt(cut -> Math.abs(2 * cut - tasks.size())))
            .orElseThrow(() -> new IllegalStateException("The run is indivisible"));
    return List.of(
        new TaskRun(tasks.subList(0, middle)), new TaskRun(tasks.subList(middle, tasks.size())));
  }

  /** Indexes of tasks before which nothing is that they share a time or a partition with. */
  private List<Integer> cuts() {
    Map<String, Integer> last = new HashMap<>();
    for (int i = 0; i < tasks.size(); i++) {
      for (String partition : tasks.get(i).partitionIds()) {
        last.put(partition, i);
      }
    }
    List<Integer> cuts = new ArrayList<>();
    Instant end = Instant.MIN;
    int together = 0;
    for (int i = 0; i < tasks.size(); i++) {
      JudgedTask task = tasks.get(i);
      if (i > together && !task.range().from().isBefore(end)) {
        cuts.add(i);
      }
      end = task.range().to().isAfter(end) ? task.range().to() : end;
      for (String partition : task.partitionIds()) {
        together = Math.max(together, last.getOrDefault(partition, i));
      }
    }
    return cuts;
  }
}
