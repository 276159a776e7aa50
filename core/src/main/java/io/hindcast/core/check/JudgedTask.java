package io.hindcast.core.check;

import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.fence.SourcePart;
import io.hindcast.core.time.TimeRange;
import java.util.Collection;
import java.util.List;

/**
 * An accepted task whose partitions are judged.
 *
 * @param id unique within the backfill
 * @param range what it computed
 * @param reach what it read: the range, widened by lookback and lookahead
 * @param partitionIds target partitions that it owns
 * @param fence the sources as the accepted attempt saw them
 * @param counts what those sources said to the spec's rowCount checks, in their order; empty when
 *     that is not known
 */
public record JudgedTask(
    String id,
    TimeRange range,
    TimeRange reach,
    List<String> partitionIds,
    SourceFence fence,
    List<Double> counts) {

  /** Copies the ids. */
  public JudgedTask {
    partitionIds = List.copyOf(partitionIds);
    counts = List.copyOf(counts);
  }

  /** Whether the sources that it read have changed since. */
  boolean hasMoved(Collection<SourcePart> current) {
    return fence.movedWithin(reach, current);
  }
}
