package io.hindcast.core.task;

import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Execution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Makes tasks of about the wanted number of rows: small neighbours go into one, what is too large
 * is cut into chunks.
 */
public final class TaskPacker {
  private final Execution execution;
  private final ChunkCutter cutter;
  private final long rowsPerTask;
  private final List<TaskPart> parts = new ArrayList<>();
  private final List<Piece> open = new ArrayList<>();
  private long rows;
  private int count;

  /** With a size of its own, in estimated source rows. */
  public TaskPacker(BackfillSpec spec, long rowsPerTask) {
    this.execution = spec.execution();
    this.cutter = new ChunkCutter(spec);
    this.rowsPerTask = rowsPerTask;
  }

  /**
   * Adds a piece behind those that were added before.
   *
   * @param rowsBefore how its rows are spread: never falling, only differences count
   */
  public void add(Piece piece, ToDoubleFunction<Instant> rowsBefore) {
    List<Piece> chunks = chunks(piece, rowsBefore);
    if (chunks.size() > 1) {
      close();
      boolean newestFirst = execution.order() == Execution.ScanOrder.NEWEST_FIRST;
      (newestFirst ? chunks.reversed() : chunks)
          .forEach(chunk -> parts.add(TaskPart.chunk(chunk, piece)));
      return;
    }
    if (!fits(piece)) {
      close();
    }
    open.add(piece);
    rows += piece.rows();
    count += piece.partitionIds().size();
  }

  /** Ends the task that is being filled: what is added next goes into others. */
  public void close() {
    if (!open.isEmpty()) {
      parts.add(TaskPart.of(open));
      open.clear();
      rows = 0;
      count = 0;
    }
  }

  /** All tasks so far, in execution order. */
  public List<TaskPart> parts() {
    close();
    return List.copyOf(parts);
  }

  private List<Piece> chunks(Piece piece, ToDoubleFunction<Instant> rowsBefore) {
    long wanted = Math.ceilDiv(piece.rows(), rowsPerTask);
    return wanted < 2
        ? List.of(piece)
        : cutter.cut(piece, (int) Math.min(ChunkCutter.CHUNKS_MAX, wanted), rowsBefore);
  }

  private boolean fits(Piece piece) {
    return open.isEmpty()
        || (open.getLast().adjoins(piece)
            && rows + piece.rows() <= rowsPerTask
            && count + piece.partitionIds().size() <= execution.partitionsPerTaskMax());
  }
}
