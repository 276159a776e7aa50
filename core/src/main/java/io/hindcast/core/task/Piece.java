package io.hindcast.core.task;

import io.hindcast.core.time.TimeRange;
import java.util.List;

/**
 * Target partitions that no cut can separate, or a part of their range.
 *
 * @param range bound to the transform
 * @param partitionIds the partitions, oldest first
 * @param rows estimated source rows
 */
public record Piece(TimeRange range, List<String> partitionIds, long rows) {

  /** Copies the ids. */
  public Piece {
    partitionIds = List.copyOf(partitionIds);
  }

  /** Whether a range over both has no instant of partitions that belong to neither. */
  boolean adjoins(Piece other) {
    return !range.to().isBefore(other.range.from()) && !other.range.to().isBefore(range.from());
  }
}
