package io.hindcast.core.task;

import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What concerns chunks of the same partitions together: they are promoted at once, and when one is
 * run again, the others are put together with it anew.
 */
public final class Chunks {
  private Chunks() {}

  /** Chunks by the partitions that they share, all of them in execution order. */
  public static List<List<Task>> byPartitions(Collection<Task> chunks) {
    return List.copyOf(
        chunks.stream()
            .collect(
                Collectors.groupingBy(Task::partitionIds, LinkedHashMap::new, Collectors.toList()))
            .values());
  }

  /**
   * The staging tables of chunks that are all accepted, oldest first, whatever the order of work:
   * of rows with the same key some engines keep the one that was inserted last. Empty when they are
   * not all accepted, or not all chunks.
   */
  public static List<TableName> stagingOf(List<Task> chunks) {
    if (!isComplete(chunks)) {
      return List.of();
    }
    List<TableName> staging =
        chunks.stream()
            .sorted(Comparator.comparing(Task::range))
            .flatMap(task ->
                task.state() instanceof TaskState.Staged(TableName table)
                    ? Stream.of(table)
                    : Stream.empty())
            .toList();
    return staging.size() == chunks.size() ? staging : List.of();
  }

  /** Whether the ranges follow each other from the start to the end of the partitions. */
  private static boolean isComplete(List<Task> chunks) {
    if (chunks.isEmpty()
        || !(chunks.getFirst().shape() instanceof TaskShape.Chunk(TimeRange whole))) {
      return false;
    }
    Instant covered = whole.from();
    for (TimeRange range : chunks.stream().map(Task::range).sorted().toList()) {
      if (!range.from().equals(covered)) {
        return false;
      }
      covered = range.to();
    }
    return covered.equals(whole.to()) && chunks.stream().map(Task::round).distinct().count() == 1;
  }

  /**
   * Tasks that are run again, and the chunks beside them, in the pass and the round.
   *
   * @param again whose input has changed
   * @param chunks all chunks of their partitions
   */
  public static List<Task> rerun(
      Collection<Task> again, Collection<Task> chunks, int pass, int round, Instant now) {
    Set<String> ids = again.stream().map(Task::taskId).collect(Collectors.toSet());
    Map<String, Task> tasks = new LinkedHashMap<>();
    again.forEach(task -> tasks.put(task.taskId(), TaskMachine.rerun(task, pass, round, now)));
    chunks.stream()
        .filter(chunk -> !ids.contains(chunk.taskId()))
        .forEach(chunk -> tasks.put(chunk.taskId(), TaskMachine.restage(chunk, pass, round, now)));
    return tasks.values().stream().sorted(Comparator.comparing(Task::taskId)).toList();
  }
}
