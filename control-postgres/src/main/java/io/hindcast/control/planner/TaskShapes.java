package io.hindcast.control.planner;

import io.hindcast.control.database.Row;
import io.hindcast.core.task.Piece;
import io.hindcast.core.task.TaskShape;
import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** How tasks lie over their partitions, as columns of the table task. */
final class TaskShapes {
  private static final String SEPARATOR = "/";

  private TaskShapes() {}

  static TaskShape read(Row row) {
    TimeRange range = new TimeRange(row.instant("range_from"), row.instant("range_to"));
    Optional<Instant> from = row.optionalInstant("whole_from");
    List<String> partitions = row.strings("partitions");
    List<String> pieces = row.strings("pieces");
    if (from.isPresent()) {
      return new TaskShape.Chunk(new TimeRange(from.get(), row.instant("whole_to")));
    }
    return pieces.isEmpty()
        ? TaskShape.whole(range, partitions, row.number("rows_to_read"))
        : new TaskShape.Whole(read(pieces, partitions.iterator()));
  }

  /** The range of a chunk and all others of its partitions. */
  static Optional<TimeRange> whole(TaskShape shape) {
    return switch (shape) {
      case TaskShape.Chunk chunk -> Optional.of(chunk.of());
      case TaskShape.Whole ignored -> Optional.empty();
    };
  }

  /** Pieces without their partitions' ids, which are the task's in the same order. */
  static List<String> pieces(TaskShape shape) {
    return switch (shape) {
      case TaskShape.Whole whole when whole.pieces().size() > 1 ->
          whole.pieces().stream().map(TaskShapes::text).toList();
      case TaskShape.Whole ignored -> List.of();
      case TaskShape.Chunk ignored -> List.of();
    };
  }

  private static String text(Piece piece) {
    return String.join(
        SEPARATOR,
        piece.range().from().toString(),
        piece.range().to().toString(),
        Integer.toString(piece.partitionIds().size()),
        Long.toString(piece.rows()));
  }

  private static List<Piece> read(List<String> pieces, Iterator<String> partitions) {
    return pieces.stream().map(text -> piece(text.split(SEPARATOR), partitions)).toList();
  }

  private static Piece piece(String[] fields, Iterator<String> partitions) {
    List<String> ids = new ArrayList<>();
    for (int left = Integer.parseInt(fields[2]); left > 0; left--) {
      ids.add(partitions.next());
    }
    return new Piece(
        new TimeRange(Instant.parse(fields[0]), Instant.parse(fields[1])),
        ids,
        Long.parseLong(fields[3]));
  }
}
