package io.hindcast.benchmarks.figures;

import java.util.Collection;
import java.util.stream.DoubleStream;

/** Measured values of one quantity, in ascending order. */
public final class Samples {
  private final double[] sorted;

  private Samples(double[] sorted) {
    this.sorted = sorted;
  }

  /**
   * The values in any order.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Samples of(Collection<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("Nothing was measured");
    }
    return new Samples(values.stream().mapToDouble(Double::doubleValue).sorted().toArray());
  }

  /** The middle value; the mean of the two in the middle when their number is even. */
  public double median() {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** The smallest value that at least so many of a hundred values do not exceed. */
  public double percentile(int percent) {
    if (percent < 1 || percent > 100) {
      throw new IllegalArgumentException("Expected 1 to 100, found " + percent);
    }
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return sorted[rank - 1];
  }

  /** The largest value. */
  public double max() {
    return sorted[sorted.length - 1];
  }

  /** The mean. */
  public double mean() {
    return DoubleStream.of(sorted).average().orElseThrow();
  }
}
