package io.hindcast.core.fence;

import io.hindcast.core.time.TimeRange;
import java.util.List;

/** The entries of one partition, none where it held nothing of the range. */
record PartitionFence(List<FenceEntry> entries) {

  /**
   * For the range that the entries were taken for. Once new rows of other ranges were merged with
   * old ones, the number of old rows is not known any more: a part that was dropped could hide
   * behind them, and its block behind a merge of its neighbours. Only parts of the range that are
   * still as they were tell then that nothing has happened.
   */
  boolean movedWithin(TimeRange range, List<SourcePart> current) {
    return moved(range, current)
        || (isMixed(current)
            && entries.stream()
                .filter(entry -> entry.spans(range))
                .anyMatch(entry -> current.stream().noneMatch(entry::isStill)));
  }

  private boolean moved(TimeRange range, List<SourcePart> current) {
    long newest = entries.stream().mapToLong(FenceEntry::maxBlock).max().orElse(Long.MIN_VALUE);
    List<SourcePart> old = current.stream().filter(part -> part.minBlock() <= newest).toList();
    return isExchanged(current)
        || current.stream().anyMatch(part -> part.maxBlock() > newest && part.touches(range))
        || isMutated(old)
        || entries.stream().anyMatch(entry -> isUncovered(entry, old))
        || rowsOf(old) < entries.stream().mapToLong(FenceEntry::rows).sum();
  }

  /**
   * The same where the entries were taken for a longer range and one may stand for many parts: a
   * part that is gone could then hide behind new rows of another time that were merged with old
   * ones, since rows can be counted only of parts as they are.
   */
  boolean movedWithinPiece(TimeRange piece, List<SourcePart> current) {
    return entries.stream().allMatch(entry -> entry.liesWithin(piece))
        ? movedWithin(piece, current)
        : moved(piece, current) || isMixed(current);
  }

  private boolean isMixed(List<SourcePart> current) {
    long newest = entries.stream().mapToLong(FenceEntry::maxBlock).max().orElse(Long.MIN_VALUE);
    return current.stream().anyMatch(part -> part.minBlock() <= newest && part.maxBlock() > newest);
  }

  /** Blocks of another storage have numbers of their own: nothing can be compared with them. */
  private boolean isExchanged(List<SourcePart> current) {
    return entries.stream()
        .anyMatch(entry ->
            !entry.storage().isEmpty()
                && current.stream().anyMatch(part -> isOther(part.storage(), entry.storage())));
  }

  private static boolean isOther(String now, String then) {
    return !now.isEmpty() && !now.equals(then);
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
