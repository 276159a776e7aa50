package io.hindcast.core.fence;

import io.hindcast.core.time.TimeRange;
import java.util.List;

/** The entries of one partition, none where it held nothing of the range. */
record PartitionFence(List<FenceEntry> entries) {

  boolean movedWithin(TimeRange range, List<SourcePart> current) {
    long newest = entries.stream().mapToLong(FenceEntry::maxBlock).max().orElse(Long.MIN_VALUE);
    List<SourcePart> old = current.stream().filter(part -> part.minBlock() <= newest).toList();
    return current.stream().anyMatch(part -> part.maxBlock() > newest && part.touches(range))
        || isMutated(old)
        || entries.stream().anyMatch(entry -> isUncovered(entry, old))
        || rowsOf(old) < entries.stream().mapToLong(FenceEntry::rows).sum();
  }

  /**
   * A mutation gives every part of the partition its version, which is newer than all blocks before
   * it. Comparing with the oldest version also finds one that was under way when the fence was
   * taken.
   */
  private boolean isMutated(List<SourcePart> old) {
    long version = entries.stream().mapToLong(FenceEntry::dataVersion).min().orElse(Long.MAX_VALUE);
    return old.stream().anyMatch(part -> part.mutation() > version);
  }

  /** Merging and mutating keep a block covered; only dropping its part does not. */
  private static boolean isUncovered(FenceEntry entry, List<SourcePart> old) {
    return old.stream()
        .noneMatch(
            part -> part.minBlock() <= entry.maxBlock() && entry.maxBlock() <= part.maxBlock());
  }

  private static long rowsOf(List<SourcePart> parts) {
    return parts.stream().mapToLong(SourcePart::rows).sum();
  }
}
