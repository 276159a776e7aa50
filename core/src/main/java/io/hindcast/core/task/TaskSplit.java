package io.hindcast.core.task;

import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Execution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Splits a task that turned out to be too large. Its partitions are told apart first; a single one
 * is cut into chunks at grain steps. The parts bear names of their own, so that nothing that is
 * still said about the task can count for one of them.
 */
public final class TaskSplit {
  /** What stands between a task's id and the number of a part of it. */
  public static final String SEPARATOR = ".";

  private TaskSplit() {}

  /**
   * The parts, pending, in execution order.
   *
   * @param parts how many are wanted, from 2; there may be fewer
   * @param notBefore when they may start
   * @return empty when the task cannot be split: it is one grain step, or rows beyond its range are
   *     filtered by partition
   */
  public static List<Task> split(BackfillSpec spec, Task task, int parts, Instant notBefore) {
    if (parts < 2) {
      throw new IllegalArgumentException("Expected at least 2 parts, found " + parts);
    }
    List<TaskPart> cut =
        switch (task.shape()) {
          case TaskShape.Chunk chunk -> chunks(spec, only(task), chunk, parts);
          case TaskShape.Whole whole when whole.pieces().size() > 1 -> groups(whole, parts);
          case TaskShape.Whole whole ->
              chunks(spec, only(task), new TaskShape.Chunk(task.range()), parts);
        };
    return cut.size() < 2 ? List.of() : named(spec, task, cut, notBefore);
  }

  private static Piece only(Task task) {
    return new Piece(task.range(), task.partitionIds(), task.rowsToRead());
  }

  private static List<TaskPart> chunks(
      BackfillSpec spec, Piece piece, TaskShape.Chunk shape, int parts) {
    return new ChunkCutter(spec)
        .cut(piece, parts).stream().map(chunk -> new TaskPart(chunk, shape)).toList();
  }

  /** Neighbouring pieces with about as many rows in each group. */
  private static List<TaskPart> groups(TaskShape.Whole whole, int parts) {
    List<Piece> pieces = whole.pieces();
    int count = Math.min(parts, pieces.size());
    long all = Math.max(1, pieces.stream().mapToLong(Piece::rows).sum());
    List<TaskPart> groups = new ArrayList<>();
    List<Piece> open = new ArrayList<>();
    long sum = 0;
    for (int i = 0; i < pieces.size(); i++) {
      open.add(pieces.get(i));
      sum += pieces.get(i).rows();
      int closed = groups.size() + 1;
      boolean full = sum >= (double) all * closed / count;
      boolean needed = pieces.size() - 1 - i <= count - closed;
      if (i == pieces.size() - 1 || (closed < count && (full || needed))) {
        groups.add(TaskPart.of(open));
        open.clear();
      }
    }
    return groups;
  }

  private static List<Task> named(
      BackfillSpec spec, Task task, List<TaskPart> parts, Instant notBefore) {
    List<TaskPart> ordered =
        spec.execution().order() == Execution.ScanOrder.NEWEST_FIRST ? parts.reversed() : parts;
    int digits = Integer.toString(ordered.size()).length();
    return IntStream.range(0, ordered.size())
        .mapToObj(i -> task(task, id(task, i + 1, digits), ordered.get(i), notBefore))
        .toList();
  }

  /** As many digits for each, so that the ids sort as the tasks are run. */
  private static String id(Task task, int number, int digits) {
    String text = Integer.toString(number);
    return task.taskId() + SEPARATOR + "0".repeat(digits - text.length()) + text;
  }

  private static Task task(Task parent, String id, TaskPart part, Instant notBefore) {
    return new Task(
        id,
        parent.wave(),
        parent.pass(),
        parent.round(),
        part.content().range(),
        part.content().partitionIds(),
        part.content().rows(),
        parent.generation(),
        0,
        new TaskState.Pending(notBefore),
        part.shape(),
        parent.filter());
  }
}
