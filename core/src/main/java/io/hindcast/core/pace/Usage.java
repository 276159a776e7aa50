package io.hindcast.core.pace;

import java.math.BigDecimal;

/**
 * What statements have used up.
 *
 * @param rows read
 * @param bytes read, uncompressed
 * @param cpuMicros CPU time of all threads, in microseconds
 */
public record Usage(long rows, long bytes, long cpuMicros) {
  /** Nothing. */
  public static final Usage NONE = new Usage(0, 0, 0);

  private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);

  /** Both together. */
  public Usage plus(Usage other) {
    return new Usage(rows + other.rows, bytes + other.bytes, cpuMicros + other.cpuMicros);
  }

  /** CPU time in seconds. */
  public BigDecimal cpuSeconds() {
    return BigDecimal.valueOf(cpuMicros).divide(MICROS);
  }
}
