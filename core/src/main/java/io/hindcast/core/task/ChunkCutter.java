package io.hindcast.core.task;

import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.time.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Cuts partitions that are too large for one task at grain steps inside of them. What the chunks
 * yield together is what the partitions would have got at once: that is what the grain promises.
 */
public final class ChunkCutter {
  /** Most chunks that a plan cuts the same partitions into. */
  public static final int CHUNKS_MAX = 1000;

  private final BackfillSpec spec;

  /** With the grain of one spec. */
  public ChunkCutter(BackfillSpec spec) {
    this.spec = spec;
  }

  /**
   * Whether the spec's partitions may be cut at all. Rows that a statement yields beyond its range
   * are told by their partition, and not within one: so it must not yield any.
   */
  public boolean applies() {
    return switch (spec.transform().stray()) {
      case FAIL -> true;
      case FILTER -> false;
    };
  }

  /** Cuts into ranges of about equal length. */
  public List<Piece> cut(Piece piece, int chunks) {
    Instant start = piece.range().from();
    return cut(piece, chunks, instant -> seconds(start, instant));
  }

  /**
   * Cuts into ranges of about equal rows; fewer than wanted where single steps are larger.
   *
   * @param chunks how many are wanted, from 1
   * @param rowsBefore never falling; only differences count
   * @return oldest first, never empty; their rows add up to those of the piece
   */
  List<Piece> cut(Piece piece, int chunks, ToDoubleFunction<Instant> rowsBefore) {
    if (!applies() || chunks < 2) {
      return List.of(piece);
    }
    List<Instant> ends = stepEnds(piece.range());
    double[] sums = sums(piece.range().from(), ends, rowsBefore);
    if (sums[sums.length - 1] <= 0) {
      sums = sums(piece.range().from(), ends, instant -> seconds(piece.range().from(), instant));
    }
    return cut(piece, ends, sums, Math.min(CHUNKS_MAX, chunks));
  }

  private static List<Piece> cut(Piece piece, List<Instant> ends, double[] sums, int chunks) {
    double all = sums[sums.length - 1];
    List<Piece> cut = new ArrayList<>();
    Instant from = piece.range().from();
    long spent = 0;
    int first = 0;
    for (int k = 1; k <= chunks && first < sums.length; k++) {
      int last = k == chunks ? sums.length - 1 : nearest(sums, first, all * k / chunks);
      if (last >= first) {
        Instant to = ends.get(last);
        long rows = Math.round(piece.rows() * (sums[last] / all)) - spent;
        cut.add(new Piece(new TimeRange(from, to), piece.partitionIds(), rows));
        from = to;
        spent += rows;
        first = last + 1;
      }
    }
    return cut;
  }

  /** The step from {@code first} on whose sum is nearest to the goal, or the one before. */
  private static int nearest(double[] sums, int first, double goal) {
    int low = first;
    int high = sums.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sums[middle] >= goal) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    double before = low == 0 ? 0 : sums[low - 1];
    return sums[low] - goal > goal - before ? low - 1 : low;
  }

  private List<Instant> stepEnds(TimeRange range) {
    List<Instant> ends = new ArrayList<>();
    Instant at = range.from();
    while (at.isBefore(range.to())) {
      Instant next = spec.transform().grain().next(at, spec.zone());
      at = next.isBefore(range.to()) ? next : range.to();
      ends.add(at);
    }
    return ends;
  }

  private static double[] sums(
      Instant start, List<Instant> ends, ToDoubleFunction<Instant> before) {
    double zero = before.applyAsDouble(start);
    return ends.stream().mapToDouble(end -> before.applyAsDouble(end) - zero).toArray();
  }

  private static double seconds(Instant from, Instant to) {
    Duration length = Duration.between(from, to);
    return length.getSeconds() + length.getNano() / 1e9;
  }
}
