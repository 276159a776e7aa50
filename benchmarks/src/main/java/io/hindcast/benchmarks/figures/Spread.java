package io.hindcast.benchmarks.figures;

import java.util.Collection;
import java.util.Locale;

/** How a quantity is spread over its samples. */
public record Spread(double p50, double p90, double p99, double max) {
  private static final int NINETY = 90;
  private static final int NINETY_NINE = 99;

  /**
   * Of these values.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Spread of(Collection<Double> values) {
    Samples samples = Samples.of(values);
    return new Spread(
        samples.median(),
        samples.percentile(NINETY),
        samples.percentile(NINETY_NINE),
        samples.max());
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "p50 %.1f, p90 %.1f, p99 %.1f, max %.1f", p50, p90, p99, max);
  }
}
