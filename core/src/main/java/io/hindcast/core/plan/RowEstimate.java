package io.hindcast.core.plan;

import io.hindcast.core.task.RowSpread;
import io.hindcast.core.time.TimeRange;
import java.time.Duration;
import java.util.List;

/**
 * Spreads source rows over target partitions, each source slice evenly over its span. Slices and
 * partitions are walked with a difference array, so that the cost is their sum, not their product.
 */
final class RowEstimate {
  private RowEstimate() {}

  /** Estimated source rows of each of the (oldest first, adjoining) partitions. */
  static long[] perPartition(List<TargetPartition> partitions, List<SourceTable> sources) {
    double[] partial = new double[partitions.size()];
    double[] densityStep = new double[partitions.size() + 1];
    for (SourceTable source : sources) {
      for (SourceTable.Slice slice : source.slices()) {
        spread(slice, partitions, partial, densityStep);
      }
    }
    return wholeRows(partitions, partial, densityStep);
  }

  /** How source rows lie over time, those without a span over the whole range. */
  static RowSpread spread(TimeRange whole, List<SourceTable> sources) {
    return RowSpread.of(
        sources.stream()
            .flatMap(source -> source.slices().stream())
            .map(slice ->
                new RowSpread.Span(slice.span() == null ? whole : slice.span(), slice.rows()))
            .toList());
  }

  /** Rounds the running total, not each partition: many fractions of a row add up to rows. */
  private static long[] wholeRows(
      List<TargetPartition> partitions, double[] partial, double[] densityStep) {
    long[] rows = new long[partitions.size()];
    double density = 0;
    double total = 0;
    long spent = 0;
    for (int i = 0; i < rows.length; i++) {
      density += densityStep[i];
      total += partial[i] + density * seconds(partitions.get(i).range());
      rows[i] = Math.max(0, Math.round(total) - spent);
      spent += rows[i];
    }
    return rows;
  }

  private static void spread(
      SourceTable.Slice slice,
      List<TargetPartition> partitions,
      double[] partial,
      double[] densityStep) {
    TimeRange whole =
        new TimeRange(partitions.getFirst().range().from(), partitions.getLast().range().to());
    TimeRange span = slice.span() == null ? whole : slice.span();
    if (!span.overlaps(whole) || slice.rows() == 0) {
      return;
    }
    double density = slice.rows() / Math.max(seconds(span), 1e-9);
    int first = indexAt(partitions, span, 0);
    int last = lastIndex(partitions, span, first);
    if (first == last) {
      partial[first] += density * overlapSeconds(span, partitions.get(first).range());
      return;
    }
    partial[first] += density * overlapSeconds(span, partitions.get(first).range());
    partial[last] += density * overlapSeconds(span, partitions.get(last).range());
    densityStep[first + 1] += density;
    densityStep[last] -= density;
  }

  /** First partition that ends after the span's start, by binary search. */
  private static int indexAt(List<TargetPartition> partitions, TimeRange span, int from) {
    int low = from;
    int high = partitions.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (partitions.get(middle).range().to().isAfter(span.from())) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Last partition that starts before the span's end, by binary search. */
  private static int lastIndex(List<TargetPartition> partitions, TimeRange span, int from) {
    int low = from;
    int high = partitions.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (partitions.get(middle).range().from().isBefore(span.to())) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private static double overlapSeconds(TimeRange a, TimeRange b) {
    if (!a.overlaps(b)) {
      return 0;
    }
    TimeRange shared =
        new TimeRange(
            a.from().isAfter(b.from()) ? a.from() : b.from(),
            a.to().isBefore(b.to()) ? a.to() : b.to());
    return seconds(shared);
  }

  private static double seconds(TimeRange range) {
    Duration length = range.length();
    return length.getSeconds() + length.getNano() / 1e9;
  }
}
