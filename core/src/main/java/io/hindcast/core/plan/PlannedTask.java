package io.hindcast.core.plan;

import io.hindcast.core.task.RowFilter;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskShape;
import io.hindcast.core.task.TaskState;
import io.hindcast.core.time.TimeRange;
import java.time.Instant;
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
 * @param shape whether it owns its partitions alone
 */
public record PlannedTask(
    String taskId,
    int wave,
    TimeRange range,
    List<String> partitionIds,
    long rowsToRead,
    RowFilter filter,
    TaskShape shape) {

  /** Copies the ids. */
  public PlannedTask {
    partitionIds = List.copyOf(partitionIds);
  }

  /** A task that owns its partitions alone and cannot be split without cutting one. */
  public PlannedTask(
      String taskId,
      int wave,
      TimeRange range,
      List<String> partitionIds,
      long rowsToRead,
      RowFilter filter) {
    this(
        taskId,
        wave,
        range,
        partitionIds,
        rowsToRead,
        filter,
        TaskShape.whole(range, partitionIds, rowsToRead));
  }

  /** The same, which takes all rows of its range. */
  public PlannedTask(
      String taskId, int wave, TimeRange range, List<String> partitionIds, long rowsToRead) {
    this(taskId, wave, range, partitionIds, rowsToRead, RowFilter.NONE);
  }

  /** The task as it starts: pending in its wave's pass. */
  public Task pending() {
    return new Task(
        taskId,
        wave,
        wave,
        0,
        range,
        partitionIds,
        rowsToRead,
        0,
        0,
        new TaskState.Pending(Instant.EPOCH),
        shape,
        filter);
  }

  /** Whether it holds only a part of its partitions' rows. */
  public boolean isChunk() {
    return shape instanceof TaskShape.Chunk;
  }

  /** Whether its partitions are counted with it: of the chunks of one, the first stands for all. */
  public boolean countsPartitions() {
    return switch (shape) {
      case TaskShape.Whole ignored -> true;
      case TaskShape.Chunk chunk -> chunk.of().from().equals(range.from());
    };
  }
}
