package io.hindcast.core.plan;

import io.hindcast.core.task.TaskShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How evenly a plan's work is divided. Rows are estimated source rows.
 *
 * @param parallelism most tasks that run at the same time
 * @param largestTask rows of the largest task
 * @param medianTask rows of the task in the middle
 * @param heaviest what cannot be separated and has the most rows, at most {@link #HEAVIEST_MAX}
 * @param partitionsSplit partitions that are cut into chunks
 * @param chunks tasks that they are cut into
 */
public record Workload(
    int parallelism,
    long largestTask,
    long medianTask,
    List<Heavy> heaviest,
    int partitionsSplit,
    int chunks) {
  /** How many of the heaviest partitions a plan names. */
  public static final int HEAVIEST_MAX = 5;

  /** Copies the list. */
  public Workload {
    heaviest = List.copyOf(heaviest);
  }

  /**
   * Partitions that no cut separates.
   *
   * @param partition the first of them
   * @param partitions how many
   * @param rows of all of them
   * @param tasks that compute them: 1, or the number of their chunks
   */
  public record Heavy(String partition, int partitions, long rows, int tasks) {}

  /** That of the tasks of a plan. */
  public static Workload of(int parallelism, List<PlannedTask> tasks) {
    long[] rows = tasks.stream().mapToLong(PlannedTask::rowsToRead).sorted().toArray();
    List<PlannedTask> chunks = tasks.stream().filter(PlannedTask::isChunk).toList();
    return new Workload(
        parallelism,
        rows.length == 0 ? 0 : rows[rows.length - 1],
        rows.length == 0 ? 0 : rows[rows.length / 2],
        heaviest(tasks),
        chunks.stream()
            .filter(PlannedTask::countsPartitions)
            .mapToInt(task -> task.partitionIds().size())
            .sum(),
        chunks.size());
  }

  private static List<Heavy> heaviest(List<PlannedTask> tasks) {
    List<Heavy> all = new ArrayList<>();
    Map<List<String>, List<PlannedTask>> chunked = new LinkedHashMap<>();
    for (PlannedTask task : tasks) {
      switch (task.shape()) {
        case TaskShape.Whole whole ->
            whole.pieces().forEach(piece -> all.add(heavy(piece.partitionIds(), piece.rows(), 1)));
        case TaskShape.Chunk ignored ->
            chunked.computeIfAbsent(task.partitionIds(), ids -> new ArrayList<>()).add(task);
      }
    }
    chunked.forEach((ids, chunks) ->
        all.add(
            heavy(
                ids,
                chunks.stream().collect(Collectors.summingLong(PlannedTask::rowsToRead)),
                chunks.size())));
    return all.stream()
        .sorted(Comparator.comparingLong(Heavy::rows).reversed().thenComparing(Heavy::partition))
        .limit(HEAVIEST_MAX)
        .toList();
  }

  private static Heavy heavy(List<String> ids, long rows, int tasks) {
    return new Heavy(ids.getFirst(), ids.size(), rows, tasks);
  }
}
