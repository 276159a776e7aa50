package io.hindcast.core.fence;

import io.hindcast.core.time.TimeRange;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The state of the source partitions that a task reads. It is taken before the read, so that rows
 * which arrive during the read make the fence look older than it is: a needless recomputation at
 * worst, never a missed row. What comes and goes again before the next comparison is not noticed.
 *
 * <p>A partition of which every part concerns the task has one entry. Of any other, each part that
 * does has its own entry and the rest share one: otherwise a part that is dropped could hide behind
 * new rows of other ranges. A partition with rows on both sides of the range has an entry too, so
 * that a merge over the gap is not taken for news.
 *
 * @param entries for each source partition that may have held data of the range
 */
public record SourceFence(List<FenceEntry> entries) {
  private static final Comparator<FenceEntry> ORDER =
      Comparator.comparing(FenceEntry::table)
          .thenComparing(FenceEntry::partitionId)
          .thenComparingLong(FenceEntry::maxBlock);

  /** Sorts, so that equal content is an equal value. */
  public SourceFence {
    entries = entries.stream().sorted(ORDER).toList();
  }

  /** The fence around those of {@code parts} that may hold rows of {@code range}. */
  public static SourceFence around(TimeRange range, Collection<SourcePart> parts) {
    return new SourceFence(
        SourceParts.of(parts)
            .around(range)
            .flatMap(partition -> entries(range, partition))
            .toList());
  }

  /**
   * Whether rows of {@code range} may have come, gone or changed since.
   *
   * <p>A part with newer blocks matters only if its span overlaps the range. A merge of old and new
   * parts widens that span; the answer is then "moved" for more ranges than needed, never for
   * fewer. A mutation of the partition, a block that no part covers any more, and fewer rows in old
   * blocks matter always. What a merge itself removes (expired or collapsed rows) is noticed by the
   * number of rows alone.
   */
  public boolean movedWithin(TimeRange range, SourceParts current) {
    Map<PartitionKey, List<FenceEntry>> then =
        entries.stream().collect(Collectors.groupingBy(PartitionKey::of));
    Set<PartitionKey> concerned = new HashSet<>(then.keySet());
    current.around(range).forEach(parts -> concerned.add(PartitionKey.of(parts.getFirst())));
    return concerned.stream()
        .anyMatch(key ->
            new PartitionFence(then.getOrDefault(key, List.of()))
                .movedWithin(range, current.in(key)));
  }

  /** The same for one task alone; for many, build {@link SourceParts} once. */
  public boolean movedWithin(TimeRange range, Collection<SourcePart> current) {
    return movedWithin(range, SourceParts.of(current));
  }

  private static Stream<FenceEntry> entries(TimeRange range, List<SourcePart> partition) {
    Map<Boolean, List<SourcePart>> split =
        partition.stream().collect(Collectors.partitioningBy(part -> part.touches(range)));
    List<SourcePart> inside = split.getOrDefault(true, List.of());
    List<SourcePart> outside = split.getOrDefault(false, List.of());
    return outside.isEmpty()
        ? Stream.of(entry(inside))
        : Stream.concat(
            inside.stream().map(List::of).map(SourceFence::entry), Stream.of(entry(outside)));
  }

  private static FenceEntry entry(List<SourcePart> parts) {
    SourcePart first = parts.getFirst();
    return new FenceEntry(
        first.table(),
        first.partitionId(),
        parts.stream().mapToLong(SourcePart::maxBlock).max().orElseThrow(),
        parts.stream().mapToLong(SourcePart::dataVersion).min().orElseThrow(),
        parts.stream().mapToLong(SourcePart::rows).sum());
  }
}
