package io.hindcast.core.plan;

import io.hindcast.core.time.TimeRange;

/**
 * One partition of the target, or one slice of time of partitions that have other values, too.
 *
 * @param id as the warehouse prints it; empty where it is no partition by itself
 * @param range the instants whose rows it holds
 * @param value what the key's expression of time has for it, as {@link KeyedPartition#values}
 */
public record TargetPartition(String id, TimeRange range, String value) {

  /** One whose value is printed as its id is. */
  public TargetPartition(String id, TimeRange range) {
    this(id, range, id);
  }
}
