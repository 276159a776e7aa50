package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Check;
import io.hindcast.core.spec.Execution;
import io.hindcast.core.spec.Percentage;
import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts partitions into waves and tasks. A cut in time is made only where a partition and the
 * transform's grain both begin; between two such places nothing can be separated. Small neighbours
 * are coalesced until a task reads the wanted number of rows; what is too large for one task is
 * split over the keys of the partition key, if it has any.
 */
final class TaskCutter {
  private static final int TASK_DIGITS_MIN = 5;

  private final BackfillSpec spec;
  private final PartitionGrid grid;
  private final RowFilters filters;
  private final List<Piece> pieces;

  private TaskCutter(
      BackfillSpec spec, PartitionGrid grid, RowFilters filters, List<Piece> pieces) {
    this.spec = spec;
    this.grid = grid;
    this.filters = filters;
    this.pieces = pieces;
  }

  static TaskCutter of(BackfillSpec spec, PartitionGrid grid, RowFilters filters) {
    List<Piece> pieces = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < grid.slices().size(); i++) {
      Instant end = grid.slices().get(i).range().to();
      boolean last = i == grid.slices().size() - 1;
      if (last || spec.transform().grain().alignDown(end, spec.zone()).equals(end)) {
        pieces.add(new Piece(start, i + 1, 0, grid.keys()));
        start = i + 1;
      }
    }
    if (spec.execution().order() == Execution.ScanOrder.NEWEST_FIRST) {
      pieces = pieces.reversed();
    }
    TaskCutter whole = new TaskCutter(spec, grid, filters, List.of());
    return new TaskCutter(
        spec,
        grid,
        filters,
        pieces.stream().flatMap(piece -> whole.fitting(piece).stream()).toList());
  }

  /** Every task in execution order. Waves that would be empty are left out. */
  List<PlannedTask> tasks() {
    List<PlannedTask> tasks = new ArrayList<>();
    int done = 0;
    int next = 0;
    int wave = 0;
    for (Percentage share : spec.waves()) {
      int goal = (int) Math.ceil(share.fraction() * grid.size() - 1e-9);
      Batch batch = new Batch();
      while (next < pieces.size() && (done < goal || isJoined(next))) {
        Piece piece = pieces.get(next++);
        done += piece.partitions();
        if (!batch.accepts(piece)) {
          tasks.add(batch.task(tasks.size(), wave));
          batch = new Batch();
        }
        batch.add(piece);
      }
      if (!batch.isEmpty()) {
        tasks.add(batch.task(tasks.size(), wave));
        wave++;
      }
    }
    return tasks;
  }

  /** Rows are counted by time alone, so that a count needs all keys of a time in one wave. */
  private boolean isJoined(int index) {
    return index > 0
        && pieces.get(index).fromKey() > 0
        && spec.checks().stream().anyMatch(Check.RowCount.class::isInstance);
  }

  /** The piece, or its parts by key where it is too large for one task. */
  private List<Piece> fitting(Piece piece) {
    requireFewSlices(piece);
    if (grid.keys() == 1 || fits(piece)) {
      return List.of(piece);
    }
    List<Piece> parts = new ArrayList<>();
    int from = 0;
    for (int key = 1; key <= grid.keys(); key++) {
      if (key == grid.keys() || !fits(piece.keys(from, key + 1))) {
        parts.add(piece.keys(from, key));
        from = key;
      }
    }
    return parts;
  }

  private boolean fits(Piece piece) {
    return rows(piece) <= spec.execution().rowsPerTask()
        && piece.partitions() <= spec.execution().partitionsPerTaskMax();
  }

  private long rows(Piece piece) {
    return grid.rows(piece.fromSlice(), piece.toSlice(), piece.fromKey(), piece.toKey());
  }

  private TimeRange range(int fromSlice, int toSlice) {
    return new TimeRange(
        grid.slices().get(fromSlice).range().from(), grid.slices().get(toSlice - 1).range().to());
  }

  private void requireFewSlices(Piece piece) {
    int max = spec.execution().partitionsPerTaskMax();
    int count = piece.toSlice() - piece.fromSlice();
    if (count > max) {
      throw new HindcastException(
          ErrorCode.PLAN_TOO_LARGE,
          ("transform.grain joins %d partitions into one task %s; at most %d are allowed"
                  + " (execution.partitionsPerTaskMax). Use a smaller grain or a larger limit")
              .formatted(count, range(piece.fromSlice(), piece.toSlice()), max));
    }
  }

  /** Slices that no cut in time can separate, with some of their keys; ends are exclusive. */
  private record Piece(int fromSlice, int toSlice, int fromKey, int toKey) {
    int partitions() {
      return (toSlice - fromSlice) * (toKey - fromKey);
    }

    Piece keys(int from, int to) {
      return new Piece(fromSlice, toSlice, from, to);
    }
  }

  /** Neighbouring pieces on their way to becoming a task. */
  private final class Batch {
    private final List<Piece> members = new ArrayList<>();
    private long rows;
    private int count;

    boolean isEmpty() {
      return members.isEmpty();
    }

    boolean accepts(Piece piece) {
      return members.isEmpty()
          || (isWhole(piece)
              && isWhole(members.getFirst())
              && rows + rows(piece) <= spec.execution().rowsPerTask()
              && count + piece.partitions() <= spec.execution().partitionsPerTaskMax());
    }

    private boolean isWhole(Piece piece) {
      return piece.toKey() - piece.fromKey() == grid.keys();
    }

    void add(Piece piece) {
      members.add(piece);
      rows += rows(piece);
      count += piece.partitions();
    }

    PlannedTask task(int index, int wave) {
      Piece first = members.getFirst();
      int from = Math.min(first.fromSlice(), members.getLast().fromSlice());
      int to = Math.max(first.toSlice(), members.getLast().toSlice());
      return new PlannedTask(
          taskId(index),
          wave,
          range(from, to),
          grid.ids(from, to, first.fromKey(), first.toKey()),
          rows,
          isWhole(first) ? filters.whole() : filters.part(first.fromKey(), first.toKey()));
    }

    /** Wide enough for the last task, so that ids sort in execution order. */
    private String taskId(int index) {
      int digits = Math.max(TASK_DIGITS_MIN, Integer.toString(grid.size()).length());
      String number = Integer.toString(index + 1);
      return "t" + "0".repeat(digits - number.length()) + number;
    }
  }
}
