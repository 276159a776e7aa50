package io.hindcast.core.fence;

import io.hindcast.core.time.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Cuts ranges into pieces that do not overlap. */
final class Cuts {
  private Cuts() {}

  /**
   * Adjoining pieces of a range, so that each of the given ranges is a run of whole pieces, as far
   * as it lies in it. Beyond the limit neighbours are joined; then a range may end within a piece.
   */
  static List<TimeRange> cells(TimeRange whole, Collection<TimeRange> ranges, int max) {
    TreeSet<Instant> cuts = new TreeSet<>(List.of(whole.from(), whole.to()));
    for (TimeRange range : ranges) {
      cuts.add(range.from());
      cuts.add(range.to());
    }
    List<Instant> inside = List.copyOf(cuts.subSet(whole.from(), true, whole.to(), true));
    int step = Math.max(1, Math.ceilDiv(inside.size() - 1, max));
    List<TimeRange> cells = new ArrayList<>();
    for (int i = 0; i < inside.size() - 1; i += step) {
      int end = Math.min(i + step, inside.size() - 1);
      cells.add(new TimeRange(inside.get(i), inside.get(end)));
    }
    return cells;
  }

  /** The fewest pieces of which each range is a run; what lies in no range is in no piece. */
  static List<TimeRange> refine(Collection<TimeRange> ranges) {
    NavigableMap<Instant, Integer> depth = new TreeMap<>();
    for (TimeRange range : ranges) {
      depth.merge(range.from(), 1, Integer::sum);
      depth.merge(range.to(), -1, Integer::sum);
    }
    List<TimeRange> pieces = new ArrayList<>();
    int open = 0;
    Instant start = Instant.MIN;
    for (var cut : depth.entrySet()) {
      if (open > 0) {
        pieces.add(new TimeRange(start, cut.getKey()));
      }
      open += cut.getValue();
      start = cut.getKey();
    }
    return pieces;
  }
}
