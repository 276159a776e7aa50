package io.hindcast.core.fence;

import io.hindcast.core.time.TimeRange;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The state of the source partitions that a task reads. It is taken before the read, so that rows
 * which arrive during the read make the fence look older than it is: a needless recomputation at
 * worst, never a missed row. What comes and goes again before the next comparison is not noticed.
 *
 * <p>A partition of which every part concerns the task has one entry. Of any other, each part that
 * does has its own entry; those before the range share one, and those after it: otherwise a part
 * that is dropped could hide behind new rows of other ranges. A partition with rows on both sides
 * of the range has an entry too, so that a merge over the gap is not taken for news.
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
    Map<PartitionKey, List<FenceEntry>> then = byPartition();
    return concerned(then.keySet(), range, current)
        .anyMatch(key -> fence(then, key).movedWithin(range, current.in(key)));
  }

  /**
   * The same for a piece of the range that the fence was taken for. Source partitions without rows
   * of the piece do not count; of the others the fence tells less than one that was taken for the
   * piece would, so that the answer is "moved" more often, never less.
   */
  public boolean movedWithinPiece(TimeRange piece, SourceParts current) {
    Map<PartitionKey, List<FenceEntry>> then = byPartition();
    then.values().removeIf(partition -> !mayHold(piece, partition));
    return concerned(then.keySet(), piece, current)
        .anyMatch(key -> fence(then, key).movedWithinPiece(piece, current.in(key)));
  }

  private Map<PartitionKey, List<FenceEntry>> byPartition() {
    return entries.stream()
        .collect(Collectors.groupingBy(PartitionKey::of, HashMap::new, Collectors.toList()));
  }

  private static Stream<PartitionKey> concerned(
      Set<PartitionKey> then, TimeRange range, SourceParts current) {
    return Stream.concat(
            then.stream(), current.around(range).map(parts -> PartitionKey.of(parts.getFirst())))
        .distinct();
  }

  private static PartitionFence fence(Map<PartitionKey, List<FenceEntry>> then, PartitionKey key) {
    return new PartitionFence(then.getOrDefault(key, List.of()));
  }

  private static boolean mayHold(TimeRange range, List<FenceEntry> partition) {
    return span(partition.stream().map(FenceEntry::span).toList())
        .map(range::overlaps)
        .orElse(true);
  }

  /** The smallest range that all of them lie in; empty when one is not known. */
  private static Optional<TimeRange> span(List<@Nullable TimeRange> spans) {
    Optional<TimeRange> whole = Optional.empty();
    for (TimeRange span : spans) {
      if (span == null) {
        return Optional.empty();
      }
      whole = Optional.of(whole.map(span::span).orElse(span));
    }
    return whole;
  }

  /** The same for one task alone; for many, build {@link SourceParts} once. */
  public boolean movedWithin(TimeRange range, Collection<SourcePart> current) {
    return movedWithin(range, SourceParts.of(current));
  }

  private static Stream<FenceEntry> entries(TimeRange range, List<SourcePart> partition) {
    List<SourcePart> inside = partition.stream().filter(part -> part.touches(range)).toList();
    if (inside.size() == partition.size()) {
      return Stream.of(entry(inside));
    }
    Map<Boolean, List<SourcePart>> outside =
        partition.stream()
            .filter(part -> !part.touches(range))
            .collect(Collectors.partitioningBy(part -> liesBefore(range, part)));
    return Stream.concat(
            inside.stream().map(List::of), outside.values().stream().filter(it -> !it.isEmpty()))
        .map(SourceFence::entry);
  }

  private static boolean liesBefore(TimeRange range, SourcePart part) {
    TimeRange span = part.span();
    return span != null && !span.to().isAfter(range.from());
  }

  private static FenceEntry entry(List<SourcePart> parts) {
    SourcePart first = parts.getFirst();
    return new FenceEntry(
        first.table(),
        first.partitionId(),
        parts.stream().mapToLong(SourcePart::maxBlock).max().orElseThrow(),
        parts.stream().mapToLong(SourcePart::dataVersion).min().orElseThrow(),
        parts.stream().mapToLong(SourcePart::rows).sum(),
        storage(parts),
        span(parts.stream().map(SourcePart::span).toList()).orElse(null));
  }

  /** Seen in the middle of an exchange, the parts are those of neither table. */
  private static String storage(List<SourcePart> parts) {
    List<String> storages = parts.stream().map(SourcePart::storage).distinct().toList();
    return storages.size() == 1 ? storages.getFirst() : String.join("+", storages);
  }
}
