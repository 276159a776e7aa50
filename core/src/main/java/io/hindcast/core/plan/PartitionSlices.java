package io.hindcast.core.plan;

import io.hindcast.core.time.TimeRange;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The slice of time that each partition of a range is meant for. */
public final class PartitionSlices {
  private PartitionSlices() {}

  /**
   * By partition id; empty where partitions hold all times.
   *
   * @param existing the target's partitions with the values of their keys; not looked at where the
   *     key is time alone
   */
  public static SortedMap<String, TimeRange> of(
      PartitionLayout layout, TimeRange range, Collection<KeyedPartition> existing) {
    SortedMap<String, TimeRange> slices = new TreeMap<>();
    if (layout.time().isEmpty()) {
      return slices;
    }
    Map<String, TimeRange> byTime = new HashMap<>();
    for (TargetPartition slice : layout.slices(range)) {
      byTime.put(layout.isTimeAlone() ? slice.id() : slice.value(), slice.range());
    }
    if (layout.isTimeAlone()) {
      slices.putAll(byTime);
      return slices;
    }
    existing.forEach(partition -> {
      TimeRange slice = byTime.get(layout.time(partition.values()));
      if (slice != null) {
        slices.put(partition.id(), slice);
      }
    });
    return slices;
  }
}
