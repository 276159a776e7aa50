package io.hindcast.core.fence;

import io.hindcast.core.table.TableName;
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
 * @param tallies how changes of each source are told; of a source without one, which a fence of an
 *     earlier version has, they are told by the spans of its parts
 */
public record SourceFence(List<FenceEntry> entries, List<SourceTally> tallies) {
  private static final Comparator<FenceEntry> ORDER =
      Comparator.comparing(FenceEntry::table)
          .thenComparing(FenceEntry::partitionId)
          .thenComparingLong(FenceEntry::maxBlock);

  /** Sorts, so that equal content is an equal value. */
  public SourceFence {
    entries = entries.stream().sorted(ORDER).toList();
    tallies = tallies.stream().sorted(Comparator.comparing(SourceTally::table)).toList();
  }

  /** A fence of sources whose parts tell all. */
  public SourceFence(List<FenceEntry> entries) {
    this(entries, List.of());
  }

  /** The fence around those of {@code parts} that may hold rows of {@code range}. */
  public static SourceFence around(TimeRange range, Collection<SourcePart> parts) {
    return new SourceFence(entriesAround(range, parts));
  }

  /**
   * The fence of sources whose changes are told in different ways.
   *
   * @param parts of all the sources, listed before anything was counted
   * @param tallies one for each source
   */
  public static SourceFence around(
      TimeRange range, Collection<SourcePart> parts, List<SourceTally> tallies) {
    Map<TableName, Way> ways =
        tallies.stream().collect(Collectors.toMap(SourceTally::table, SourceTally::way));
    return new SourceFence(
        entriesAround(
            range,
            parts.stream()
                .filter(part -> ways.get(part.table()) != Way.CONTENT)
                .map(part -> ways.get(part.table()) == Way.WHOLE ? part.timeless() : part)
                .toList()),
        tallies);
  }

  private static List<FenceEntry> entriesAround(TimeRange range, Collection<SourcePart> parts) {
    return SourceParts.of(parts)
        .around(range)
        .flatMap(partition -> entries(range, partition))
        .toList();
  }

  /** Whether it says how changes of the source are told. */
  public boolean tells(TableName table) {
    return tallies.stream().anyMatch(tally -> tally.table().equals(table));
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
  public boolean movedWithin(TimeRange range, SourceState now) {
    return movedWithinParts(Way.METADATA, range, now.timed())
        || movedWithinParts(Way.WHOLE, range, now.timeless())
        || hasOtherContent(range, now);
  }

  /**
   * The same for a piece of the range that the fence was taken for. Source partitions without rows
   * of the piece do not count; of the others the fence tells less than one that was taken for the
   * piece would, so that the answer is "moved" more often, never less.
   */
  public boolean movedWithinPiece(TimeRange piece, SourceState now) {
    return movedWithinPartsOf(Way.METADATA, piece, now.timed())
        || movedWithinPartsOf(Way.WHOLE, piece, now.timeless())
        || hasOtherContent(piece, now);
  }

  private boolean movedWithinParts(Way way, TimeRange range, SourceParts current) {
    Map<PartitionKey, List<FenceEntry>> then = byPartition(way);
    return concerned(way, then.keySet(), range, current)
        .anyMatch(key -> fence(then, key).movedWithin(range, current.in(key)));
  }

  private boolean movedWithinPartsOf(Way way, TimeRange piece, SourceParts current) {
    Map<PartitionKey, List<FenceEntry>> then = byPartition(way);
    then.values().removeIf(partition -> !mayHold(piece, partition));
    return concerned(way, then.keySet(), piece, current)
        .anyMatch(key -> fence(then, key).movedWithinPiece(piece, current.in(key)));
  }

  /** What was not counted again is not known, which is as good as changed. */
  private boolean hasOtherContent(TimeRange range, SourceState now) {
    return tallies.stream()
        .filter(tally -> tally.way() == Way.CONTENT)
        .filter(tally -> !tally.parts().equals(now.signature(tally.table())))
        .anyMatch(tally ->
            tally.cells().stream()
                .filter(
                    cell -> tally.count().timeColumn().isEmpty() || cell.range().overlaps(range))
                .anyMatch(cell -> !now.now(tally.count(), cell.range()).equals(Optional.of(cell))));
  }

  private Way wayOf(TableName table) {
    return tallies.stream()
        .filter(tally -> tally.table().equals(table))
        .map(SourceTally::way)
        .findFirst()
        .orElse(Way.METADATA);
  }

  private Map<PartitionKey, List<FenceEntry>> byPartition(Way way) {
    return entries.stream()
        .filter(entry -> wayOf(entry.table()) == way)
        .collect(Collectors.groupingBy(PartitionKey::of, HashMap::new, Collectors.toList()));
  }

  private Stream<PartitionKey> concerned(
      Way way, Set<PartitionKey> then, TimeRange range, SourceParts current) {
    return Stream.concat(
            then.stream(),
            current
                .around(range)
                .map(parts -> PartitionKey.of(parts.getFirst()))
                .filter(key -> wayOf(key.table()) == way))
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

  /** The same for one task alone; for many, build {@link SourceState} once. */
  public boolean movedWithin(TimeRange range, Collection<SourcePart> current) {
    return movedWithin(range, SourceState.of(current));
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
