package io.hindcast.core.plan;

import io.hindcast.core.fence.SourceState;
import io.hindcast.core.scope.TargetHistory;
import java.util.List;

/**
 * What a scope compares with. Surveyed only for specs whose scope leaves partitions out.
 *
 * @param history what backfills have made of the target
 * @param sources as they are now, with what has to be counted of them
 */
public record Past(TargetHistory history, SourceState sources) {
  /** Nothing at all. */
  public static final Past NONE = new Past(TargetHistory.NONE, SourceState.of(List.of()));
}
