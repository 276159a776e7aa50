package io.hindcast.core.task;

import io.hindcast.core.time.TimeRange;
import java.util.List;

/** How a task lies over the partitions that it owns. */
public sealed interface TaskShape {

  /**
   * It owns them alone.
   *
   * @param pieces what it can be split into without cutting a partition, oldest first
   */
  record Whole(List<Piece> pieces) implements TaskShape {
    /** Copies the pieces. */
    public Whole {
      pieces = List.copyOf(pieces);
    }
  }

  /**
   * It has some grain steps of them; other chunks of the same partitions have the rest.
   *
   * @param of the range of all of them together
   */
  record Chunk(TimeRange of) implements TaskShape {}

  /** That of a task which cannot be split without cutting a partition. */
  static TaskShape whole(TimeRange range, List<String> partitionIds, long rows) {
    return new Whole(List.of(new Piece(range, partitionIds, rows)));
  }
}
