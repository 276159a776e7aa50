package io.hindcast.core.fence;

import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The state of the source partitions that a task reads. It is taken before the read, so that rows
 * which arrive during the read make the fence look older than it is: a needless recomputation at
 * worst, never a missed row.
 *
 * @param entries one for each source partition that held data of the range
 */
public record SourceFence(List<FenceEntry> entries) {
  private static final Comparator<FenceEntry> ORDER =
      Comparator.comparing(FenceEntry::table).thenComparing(FenceEntry::partitionId);

  /** Sorts, so that equal content is an equal value. */
  public SourceFence {
    entries = entries.stream().sorted(ORDER).toList();
  }

  /** The fence around those of {@code parts} that may hold rows of {@code range}. */
  public static SourceFence around(TimeRange range, Collection<SourcePart> parts) {
    Map<Key, FenceEntry> byPartition = new HashMap<>();
    for (SourcePart part : partitionsTouching(range, parts)) {
      FenceEntry entry =
          new FenceEntry(
              part.table(), part.partitionId(), part.maxBlock(), part.dataVersion(), part.rows());
      byPartition.merge(Key.of(part), entry, SourceFence::join);
    }
    return new SourceFence(List.copyOf(byPartition.values()));
  }

  /**
   * Whether rows of {@code range} may have come, gone or changed since.
   *
   * <p>A part with newer blocks or mutations matters only if its span overlaps the range. A merge
   * of old and new parts widens that span; the answer is then "moved" for more ranges than needed,
   * never for fewer. Fewer rows than before in a partition without newer blocks means that a part
   * was dropped.
   */
  public boolean movedWithin(TimeRange range, Collection<SourcePart> current) {
    Map<Key, FenceEntry> then = new HashMap<>();
    entries.forEach(entry -> then.put(new Key(entry.table(), entry.partitionId()), entry));
    if (current.stream().anyMatch(part -> isNews(part, range, then.get(Key.of(part))))) {
      return true;
    }
    Map<Key, Long> rowsNow = new HashMap<>();
    current.forEach(part -> rowsNow.merge(Key.of(part), part.rows(), Long::sum));
    return then.entrySet().stream()
        .anyMatch(entry -> rowsNow.getOrDefault(entry.getKey(), 0L) < entry.getValue().rows());
  }

  private static boolean isNews(SourcePart part, TimeRange range, @Nullable FenceEntry then) {
    if (!touches(range, part)) {
      return false;
    }
    return then == null
        || part.maxBlock() > then.maxBlock()
        || part.dataVersion() > then.dataVersion();
  }

  /**
   * All parts of each partition with a part that touches the range: rows are counted by partition.
   */
  private static List<SourcePart> partitionsTouching(
      TimeRange range, Collection<SourcePart> parts) {
    Map<Key, Boolean> touched = new HashMap<>();
    parts.forEach(part -> touched.merge(Key.of(part), touches(range, part), Boolean::logicalOr));
    return parts.stream().filter(part -> touched.getOrDefault(Key.of(part), false)).toList();
  }

  private static boolean touches(TimeRange range, SourcePart part) {
    TimeRange span = part.span();
    return span == null || span.overlaps(range);
  }

  private static FenceEntry join(FenceEntry a, FenceEntry b) {
    return new FenceEntry(
        a.table(),
        a.partitionId(),
        Math.max(a.maxBlock(), b.maxBlock()),
        Math.max(a.dataVersion(), b.dataVersion()),
        a.rows() + b.rows());
  }

  private record Key(TableName table, String partitionId) {
    static Key of(SourcePart part) {
      return new Key(part.table(), part.partitionId());
    }
  }
}
