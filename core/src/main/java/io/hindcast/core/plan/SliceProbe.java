package io.hindcast.core.plan;

import java.math.BigInteger;
import java.util.List;

/**
 * What the warehouse is asked of slices of time: which values the partition key has for the first
 * and for the last rows of each.
 *
 * @param axis the column of time
 * @param key the key's expression of time, as the warehouse prints it
 * @param overAxis the same over the column of time alone
 * @param slices as they are expected to be, oldest first
 * @param firsts the smallest value of the column for each slice, as {@link TimeAxis#read} takes it
 * @param lasts the largest ones
 */
public record SliceProbe(
    TimeAxis axis,
    String key,
    String overAxis,
    List<TargetPartition> slices,
    List<String> firsts,
    List<String> lasts) {
  /** What a division of nanoseconds by a fraction's arithmetic rounds up at most, and more. */
  private static final BigInteger ROUNDED_UP = BigInteger.valueOf(1000);

  /** Copies the lists. */
  public SliceProbe {
    slices = List.copyOf(slices);
    firsts = List.copyOf(firsts);
    lasts = List.copyOf(lasts);
  }

  /**
   * What is asked of a plan's slices.
   *
   * @throws io.hindcast.core.error.HindcastException RANGE_INVALID when the column cannot hold
   *     times of one of them
   */
  public static SliceProbe of(KeyDimension.Time time, List<TargetPartition> slices) {
    TimeAxis axis = time.scheme().axis();
    SliceProof.requireHeld(axis, slices);
    return new SliceProbe(
        axis,
        time.expression(),
        time.overAxis(),
        slices,
        slices.stream().map(slice -> axis.first(slice.range().from())).toList(),
        slices.stream()
            .map(slice -> axis.last(slice.range().to()))
            .map(last ->
                time.roundsUp() ? new BigInteger(last).subtract(ROUNDED_UP).toString() : last)
            .toList());
  }
}
