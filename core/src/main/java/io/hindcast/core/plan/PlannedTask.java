package io.hindcast.core.plan;

import io.hindcast.core.task.RowFilter;
import io.hindcast.core.time.TimeRange;
import java.util.List;

/**
 * The unit that a worker takes.
 *
 * @param taskId {@code t00001} and on; sorted as text they are in execution order
 * @param wave 0-based
 * @param range bound to the transform
 * @param partitionIds the target partitions it owns, oldest first
 * @param rowsToRead estimated source rows
 * @param filter which of the statement's rows it takes
 */
public record PlannedTask(
    String taskId,
    int wave,
    TimeRange range,
    List<String> partitionIds,
    long rowsToRead,
    RowFilter filter) {

  /** A task that takes all rows of its range. */
  public PlannedTask(
      String taskId, int wave, TimeRange range, List<String> partitionIds, long rowsToRead) {
    this(taskId, wave, range, partitionIds, rowsToRead, RowFilter.NONE);
  }

  /** Copies the ids. */
  public PlannedTask {
    partitionIds = List.copyOf(partitionIds);
  }
}
