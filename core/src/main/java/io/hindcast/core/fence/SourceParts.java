package io.hindcast.core.fence;

import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Active parts of the sources, indexed so that many tasks can be compared with them. */
public final class SourceParts {
  private final Map<PartitionKey, List<SourcePart>> byPartition;
  private final List<Extent> byStart;
  private final Instant[] latestEnd;

  private SourceParts(Map<PartitionKey, List<SourcePart>> byPartition) {
    this.byPartition = byPartition;
    this.byStart =
        byPartition.values().stream()
            .map(Extent::of)
            .sorted(Comparator.comparing(extent -> extent.span().from()))
            .toList();
    this.latestEnd = new Instant[byStart.size()];
    Instant latest = Instant.MIN;
    for (int i = 0; i < latestEnd.length; i++) {
      Instant end = byStart.get(i).span().to();
      latest = end.isAfter(latest) ? end : latest;
      latestEnd[i] = latest;
    }
  }

  /** Indexes the parts. */
  public static SourceParts of(Collection<SourcePart> parts) {
    return new SourceParts(parts.stream().collect(Collectors.groupingBy(PartitionKey::of)));
  }

  /** All parts of each partition with rows before the end and after the start of the range. */
  Stream<List<SourcePart>> around(TimeRange range) {
    int end = firstStartingAt(range.to());
    int start = Math.min(firstEndingAfter(range.from()), end);
    return byStart.subList(start, end).stream()
        .filter(extent -> extent.span().overlaps(range))
        .map(Extent::parts);
  }

  /** The parts of one partition. */
  List<SourcePart> in(PartitionKey key) {
    return byPartition.getOrDefault(key, List.of());
  }

  private int firstEndingAfter(Instant instant) {
    int low = 0;
    int high = latestEnd.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (latestEnd[middle].isAfter(instant)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private int firstStartingAt(Instant instant) {
    int low = 0;
    int high = byStart.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (byStart.get(middle).span().from().isBefore(instant)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** A partition and the smallest range that all of its parts lie in. */
  private record Extent(TimeRange span, List<SourcePart> parts) {
    private static final TimeRange ALWAYS = new TimeRange(Instant.MIN, Instant.MAX);

    static Extent of(List<SourcePart> parts) {
      return new Extent(
          parts.stream()
              .map(part -> part.span() == null ? ALWAYS : part.span())
              .reduce(TimeRange::span)
              .orElseThrow(),
          parts);
    }
  }
}
