package io.hindcast.core.task;

import io.hindcast.core.time.TimeRange;
import java.util.List;

/**
 * A planned task on its way.
 *
 * @param taskId unique within the backfill
 * @param wave the plan's wave
 * @param pass the pass that it was last put into
 * @param round the swap round whose shadow holds its partitions
 * @param range bound to the transform
 * @param partitionIds owned target partitions
 * @param rowsToRead estimated source rows
 * @param generation how often its input changed, from 0
 * @param attempt executions of this generation so far
 * @param state where it stands
 * @param shape whether it owns its partitions alone
 * @param tries failures of this generation so far
 * @param filter which of the statement's rows it takes
 */
public record Task(
    String taskId,
    int wave,
    int pass,
    int round,
    TimeRange range,
    List<String> partitionIds,
    long rowsToRead,
    int generation,
    int attempt,
    TaskState state,
    TaskShape shape,
    Tries tries,
    RowFilter filter) {

  /** Copies the ids. */
  public Task {
    partitionIds = List.copyOf(partitionIds);
  }

  /** A task of which no attempt has failed, and that takes all rows of its range. */
  public Task(
      String taskId,
      int wave,
      int pass,
      int round,
      TimeRange range,
      List<String> partitionIds,
      long rowsToRead,
      int generation,
      int attempt,
      TaskState state,
      TaskShape shape) {
    this(
        taskId,
        wave,
        pass,
        round,
        range,
        partitionIds,
        rowsToRead,
        generation,
        attempt,
        state,
        shape,
        Tries.NONE,
        RowFilter.NONE);
  }

  /** A task that owns its partitions alone and cannot be split without cutting one. */
  public Task(
      String taskId,
      int wave,
      int pass,
      int round,
      TimeRange range,
      List<String> partitionIds,
      long rowsToRead,
      int generation,
      int attempt,
      TaskState state) {
    this(
        taskId,
        wave,
        pass,
        round,
        range,
        partitionIds,
        rowsToRead,
        generation,
        attempt,
        state,
        TaskShape.whole(range, partitionIds, rowsToRead));
  }

  /** A task of which no attempt has failed. */
  public Task(
      String taskId,
      int wave,
      int pass,
      int round,
      TimeRange range,
      List<String> partitionIds,
      long rowsToRead,
      int generation,
      int attempt,
      TaskState state,
      TaskShape shape,
      RowFilter filter) {
    this(
        taskId,
        wave,
        pass,
        round,
        range,
        partitionIds,
        rowsToRead,
        generation,
        attempt,
        state,
        shape,
        Tries.NONE,
        filter);
  }

  /** Whether it holds only a part of its partitions' rows. */
  public boolean isChunk() {
    return shape instanceof TaskShape.Chunk;
  }

  /** Its range and partitions, cut where both can be cut; itself where they cannot. */
  public List<Piece> steps() {
    return switch (shape) {
      case TaskShape.Whole whole -> whole.pieces();
      case TaskShape.Chunk ignored -> List.of(new Piece(range, partitionIds, rowsToRead));
    };
  }

  /** The range of all that is told of its partitions: of all chunks where it is one. */
  public TimeRange rangeOfPartitions() {
    return switch (shape) {
      case TaskShape.Chunk chunk -> chunk.of();
      case TaskShape.Whole ignored -> range;
    };
  }

  /** A part of this task, or of it and its neighbours, which stands where it stood. */
  public Task part(String partId, TaskPart part, TaskState.Pending pending) {
    return new Task(
        partId,
        wave,
        pass,
        round,
        part.content().range(),
        part.content().partitionIds(),
        part.content().rows(),
        generation,
        0,
        pending,
        part.shape(),
        filter);
  }

  /** Whether an event of this generation and attempt is about the execution that counts. */
  boolean awaits(int eventGeneration, int eventAttempt) {
    return state instanceof TaskState.Dispatched
        && generation == eventGeneration
        && attempt == eventAttempt;
  }

  Task with(TaskState next) {
    return at(pass, round, generation, attempt, next);
  }

  /** In the same place after these failures. */
  Task tried(Tries failures) {
    return new Task(
        taskId,
        wave,
        pass,
        round,
        range,
        partitionIds,
        rowsToRead,
        generation,
        attempt,
        state,
        shape,
        failures,
        filter);
  }

  Task at(int newPass, int newRound, int newGeneration, int newAttempt, TaskState next) {
    return new Task(
        taskId,
        wave,
        newPass,
        newRound,
        range,
        partitionIds,
        rowsToRead,
        newGeneration,
        newAttempt,
        next,
        shape,
        tries,
        filter);
  }
}
