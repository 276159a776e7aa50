package io.hindcast.core.task;

import io.hindcast.core.time.TimeRange;
import java.util.Comparator;
import java.util.List;

/**
 * What becomes a task.
 *
 * @param content its range, partitions and rows
 * @param shape how it lies over them
 */
public record TaskPart(Piece content, TaskShape shape) {

  /** All of some neighbouring pieces, in any order. */
  static TaskPart of(List<Piece> pieces) {
    List<Piece> oldestFirst = pieces.stream().sorted(Comparator.comparing(Piece::range)).toList();
    TimeRange range = oldestFirst.stream().map(Piece::range).reduce(TimeRange::span).orElseThrow();
    List<String> ids =
        oldestFirst.stream().flatMap(piece -> piece.partitionIds().stream()).toList();
    long rows = oldestFirst.stream().mapToLong(Piece::rows).sum();
    return new TaskPart(new Piece(range, ids, rows), new TaskShape.Whole(oldestFirst));
  }

  /** A part of a piece. */
  static TaskPart chunk(Piece part, Piece of) {
    return new TaskPart(part, new TaskShape.Chunk(of.range()));
  }
}
