package io.hindcast.core.check;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A number as the warehouse gave it: exact for whole numbers and decimals of any length.
 *
 * @param exact the number; null when it is none
 * @param special NaN or an infinity when it is no number, else 0
 */
public record Figure(@Nullable BigDecimal exact, double special) {
  /** Equal numbers are equal figures, however they were written. */
  public Figure {
    exact =
        exact == null ? null : exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
  }

  /** An exact number. */
  public static Figure of(BigDecimal number) {
    return new Figure(number, 0);
  }

  /** Any double; both zeros are one. */
  public static Figure of(double number) {
    return Double.isFinite(number) ? of(BigDecimal.valueOf(number)) : new Figure(null, number);
  }

  @Override
  public String toString() {
    return exact == null ? Double.toString(special) : exact.toPlainString();
  }
}
