package io.hindcast.core.calibration;

import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Execution;
import io.hindcast.core.task.Piece;
import io.hindcast.core.task.RowFilter;
import io.hindcast.core.task.RowSpread;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskPacker;
import io.hindcast.core.task.TaskPart;
import io.hindcast.core.task.TaskShape;
import io.hindcast.core.task.TaskSplit;
import io.hindcast.core.task.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Cuts tasks that have not started anew, at another size. Each wave keeps its partitions, and each
 * partition its range; chunks are put together and cut again where the rows are, as far as their
 * own estimates tell.
 */
public final class Recut {
  private final BackfillSpec spec;
  private final long rowsPerTask;
  private final List<Task> next = new ArrayList<>();
  private final Numbers numbers;

  private Recut(BackfillSpec spec, long rowsPerTask, Numbers numbers) {
    this.spec = spec;
    this.rowsPerTask = rowsPerTask;
    this.numbers = numbers;
  }

  /**
   * The tasks in whose place others may be put: those of later waves, which nobody has heard of.
   *
   * @param tasks all of a backfill
   * @return in execution order; empty when one of those waves has begun
   */
  public static List<Task> untouched(List<Task> tasks, int wave) {
    List<Task> later = tasks.stream().filter(task -> task.wave() > wave).toList();
    return later.stream().allMatch(Recut::isUntouched) ? later : List.of();
  }

  private static boolean isUntouched(Task task) {
    return task.state() instanceof TaskState.Pending
        && task.attempt() == 0
        && task.generation() == 0
        && task.pass() == task.wave()
        && !task.taskId().contains(TaskSplit.SEPARATOR);
  }

  /**
   * The tasks of the new size.
   *
   * @param tasks untouched, in execution order, at least one
   * @return in execution order, numbered from the first of the old ones on; empty when they are as
   *     before, or so many that their ids would no longer sort
   */
  public static List<Task> of(BackfillSpec spec, List<Task> tasks, long rowsPerTask) {
    Recut recut = new Recut(spec, rowsPerTask, Numbers.from(tasks.getFirst().taskId()));
    tasks.stream()
        .collect(Collectors.groupingBy(Task::wave, TreeMap::new, Collectors.toList()))
        .forEach(recut::wave);
    return recut.numbers.exhausted() || recut.next.equals(tasks) ? List.of() : recut.next;
  }

  private void wave(int wave, List<Task> tasks) {
    TaskPacker packer = new TaskPacker(spec, rowsPerTask);
    RowFilter filter = tasks.getFirst().filter();
    for (List<Task> members :
        tasks.stream()
            .collect(
                Collectors.groupingBy(Recut::together, LinkedHashMap::new, Collectors.toList()))
            .values()) {
      if (!members.getFirst().filter().equals(filter)) {
        end(wave, packer, filter);
        packer = new TaskPacker(spec, rowsPerTask);
        filter = members.getFirst().filter();
      }
      add(packer, members);
    }
    end(wave, packer, filter);
  }

  /** Tasks that take other rows of their ranges cannot be put together. */
  private void end(int wave, TaskPacker packer, RowFilter filter) {
    packer.parts().forEach(part -> next.add(task(wave, part, filter)));
  }

  /** Chunks of the same partitions are one piece again. */
  private static List<String> together(Task task) {
    return task.isChunk() ? task.partitionIds() : List.of(task.taskId());
  }

  private void add(TaskPacker packer, List<Task> members) {
    RowSpread spread =
        RowSpread.of(
            members.stream()
                .map(task -> new RowSpread.Span(task.range(), task.rowsToRead()))
                .toList());
    pieces(members).forEach(piece -> packer.add(piece, spread::before));
  }

  private List<Piece> pieces(List<Task> members) {
    Task first = members.getFirst();
    return switch (first.shape()) {
      case TaskShape.Whole whole ->
          spec.execution().order() == Execution.ScanOrder.NEWEST_FIRST
              ? whole.pieces().reversed()
              : whole.pieces();
      case TaskShape.Chunk chunk ->
          List.of(
              new Piece(
                  chunk.of(),
                  first.partitionIds(),
                  members.stream().mapToLong(Task::rowsToRead).sum()));
    };
  }

  private Task task(int wave, TaskPart part, RowFilter filter) {
    return new Task(
        numbers.next(),
        wave,
        wave,
        0,
        part.content().range(),
        part.content().partitionIds(),
        part.content().rows(),
        0,
        0,
        new TaskState.Pending(Instant.EPOCH),
        part.shape(),
        filter);
  }

  /** Ids with as many digits as the first. */
  private static final class Numbers {
    private final int digits;
    private long next;

    private Numbers(int digits, long next) {
      this.digits = digits;
      this.next = next;
    }

    static Numbers from(String taskId) {
      String number = taskId.substring(1);
      return new Numbers(number.length(), Long.parseLong(number));
    }

    String next() {
      String number = Long.toString(next++);
      return "t" + "0".repeat(Math.max(0, digits - number.length())) + number;
    }

    boolean exhausted() {
      return Long.toString(next - 1).length() > digits;
    }
  }
}
