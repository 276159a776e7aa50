package io.hindcast.core.scope;

import java.util.Map;
import java.util.Set;

/**
 * What backfills have made of a target.
 *
 * @param live what produced the live content, by partition id; a partition that no backfill has
 *     published, or whose last publication was taken back to what nobody knows, is not in it
 * @param failed ids of the partitions whose last backfill ended without publishing them
 */
public record TargetHistory(Map<String, Provenance> live, Set<String> failed) {
  /** Of a target that no backfill has touched. */
  public static final TargetHistory NONE = new TargetHistory(Map.of(), Set.of());

  /** Copies both. */
  public TargetHistory {
    live = Map.copyOf(live);
    failed = Set.copyOf(failed);
  }
}
