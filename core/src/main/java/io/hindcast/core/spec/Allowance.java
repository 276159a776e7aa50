package io.hindcast.core.spec;

import java.math.BigDecimal;

/**
 * How far a number may be from the one that is expected: by the larger of the two.
 *
 * @param tolerance relative to the expected number
 * @param margin absolute, never negative
 */
public record Allowance(Percentage tolerance, BigDecimal margin) {
  /** Both numbers are equal. */
  public static final Allowance NONE = new Allowance(Percentage.ZERO, BigDecimal.ZERO);

  /** Validates the margin. */
  public Allowance {
    Rules.require(margin.signum() >= 0, "Expected margin >= 0, found " + margin.toPlainString());
    Rules.require(Check.RangeCheck.isBound(margin), "Expected a margin of at most 38 digits");
  }

  /** Whether a number is near enough to the expected one. */
  public boolean covers(BigDecimal expected, BigDecimal found) {
    BigDecimal relative = expected.abs().multiply(tolerance.exactFraction());
    return found.subtract(expected).abs().compareTo(relative.max(margin)) <= 0;
  }

  /** For people: empty when nothing is allowed. */
  public String words() {
    boolean relative = tolerance.compareTo(Percentage.ZERO) > 0;
    boolean absolute = margin.signum() > 0;
    if (relative && absolute) {
      return " within %s or %s".formatted(tolerance, margin.toPlainString());
    }
    return relative || absolute ? " within " + (relative ? tolerance : margin.toPlainString()) : "";
  }
}
