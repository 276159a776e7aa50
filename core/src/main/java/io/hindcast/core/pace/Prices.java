package io.hindcast.core.pace;

import java.math.BigDecimal;

/**
 * What an operator counts for work, in whatever currency.
 *
 * @param cpuSecond of one second of one thread's CPU time
 * @param readTerabyte of 10^12 bytes read
 */
public record Prices(BigDecimal cpuSecond, BigDecimal readTerabyte) {
  /** No prices: money cannot be limited. */
  public static final Prices NONE = new Prices(BigDecimal.ZERO, BigDecimal.ZERO);

  private static final int TERABYTE_DIGITS = 12;

  /** Whether anything costs anything. */
  public boolean known() {
    return cpuSecond.signum() > 0 || readTerabyte.signum() > 0;
  }

  /** What the usage costs. */
  public BigDecimal of(Usage usage) {
    BigDecimal read = BigDecimal.valueOf(usage.bytes()).movePointLeft(TERABYTE_DIGITS);
    return usage.cpuSeconds().multiply(cpuSecond).add(read.multiply(readTerabyte));
  }
}
