package io.hindcast.core.plan;

import io.hindcast.core.fence.SourcePart;
import io.hindcast.core.scope.TargetHistory;
import java.util.Collection;
import java.util.List;

/**
 * What a scope compares with. Surveyed only for specs whose scope leaves partitions out.
 *
 * @param history what backfills have made of the target
 * @param sourceParts the sources as they are now
 */
public record Past(TargetHistory history, Collection<SourcePart> sourceParts) {
  /** Nothing at all. */
  public static final Past NONE = new Past(TargetHistory.NONE, List.of());

  /** Copies the parts. */
  public Past {
    sourceParts = List.copyOf(sourceParts);
  }
}
