package io.hindcast.core.plan;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Execution;
import io.hindcast.core.spec.Percentage;
import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts partitions into waves and tasks. A cut is made only where a partition and the transform's
 * grain both begin; between two such places nothing can be separated. Small neighbours are
 * coalesced until a task reads the wanted number of rows.
 */
final class TaskCutter {
  private static final int TASK_DIGITS_MIN = 5;

  private final BackfillSpec spec;
  private final List<Piece> pieces;
  private final int partitions;

  private TaskCutter(BackfillSpec spec, List<Piece> pieces, int partitions) {
    this.spec = spec;
    this.pieces = pieces;
    this.partitions = partitions;
  }

  static TaskCutter of(BackfillSpec spec, List<TargetPartition> partitions, long[] rows) {
    List<Piece> pieces = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < partitions.size(); i++) {
      Instant end = partitions.get(i).range().to();
      boolean last = i == partitions.size() - 1;
      if (last || spec.transform().grain().alignDown(end, spec.zone()).equals(end)) {
        pieces.add(piece(partitions.subList(start, i + 1), rows, start));
        start = i + 1;
      }
    }
    if (spec.execution().order() == Execution.ScanOrder.NEWEST_FIRST) {
      pieces = pieces.reversed();
    }
    return new TaskCutter(spec, List.copyOf(pieces), partitions.size());
  }

  /** Every task in execution order. Waves that would be empty are left out. */
  List<PlannedTask> tasks() {
    List<PlannedTask> tasks = new ArrayList<>();
    int done = 0;
    int next = 0;
    int wave = 0;
    for (Percentage share : spec.waves()) {
      int goal = (int) Math.ceil(share.fraction() * partitions - 1e-9);
      Batch batch = new Batch();
      while (next < pieces.size() && done < goal) {
        Piece piece = pieces.get(next++);
        done += piece.ids().size();
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

  private static Piece piece(List<TargetPartition> group, long[] rows, int offset) {
    long sum = 0;
    for (int i = 0; i < group.size(); i++) {
      sum += rows[offset + i];
    }
    TimeRange range = new TimeRange(group.getFirst().range().from(), group.getLast().range().to());
    return new Piece(range, group.stream().map(TargetPartition::id).toList(), sum);
  }

  /** Partitions that no cut can separate. */
  private record Piece(TimeRange range, List<String> ids, long rows) {}

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
          || (rows + piece.rows() <= spec.execution().rowsPerTask()
              && count + piece.ids().size() <= spec.execution().partitionsPerTaskMax());
    }

    void add(Piece piece) {
      int max = spec.execution().partitionsPerTaskMax();
      if (piece.ids().size() > max) {
        throw new HindcastException(
            ErrorCode.PLAN_TOO_LARGE,
            ("transform.grain joins %d partitions into one task %s; at most %d are allowed"
                    + " (execution.partitionsPerTaskMax). Use a smaller grain or a larger limit")
                .formatted(piece.ids().size(), piece.range(), max));
      }
      members.add(piece);
      rows += piece.rows();
      count += piece.ids().size();
    }

    PlannedTask task(int index, int wave) {
      List<Piece> oldestFirst =
          members.stream().sorted((a, b) -> a.range().compareTo(b.range())).toList();
      TimeRange range =
          new TimeRange(oldestFirst.getFirst().range().from(), oldestFirst.getLast().range().to());
      List<String> ids = oldestFirst.stream().flatMap(piece -> piece.ids().stream()).toList();
      return new PlannedTask(taskId(index), wave, range, ids, rows);
    }

    /** Wide enough for the last task, so that ids sort in execution order. */
    private String taskId(int index) {
      int digits = Math.max(TASK_DIGITS_MIN, Integer.toString(partitions).length());
      String number = Integer.toString(index + 1);
      return "t" + "0".repeat(digits - number.length()) + number;
    }
  }
}
