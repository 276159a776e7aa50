package io.hindcast.core.check;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints measured numbers for people. */
final class Numbers {
  private static final double WHOLE_MAX = 1e15;

  private Numbers() {}

  static String print(@Nullable Double value) {
    if (value == null) {
      return "NULL";
    }
    if (value.isNaN() || value.isInfinite()) {
      return value.toString();
    }
    if (value == Math.rint(value) && Math.abs(value) < WHOLE_MAX) {
      return Long.toString(value.longValue());
    }
    return BigDecimal.valueOf(value).toPlainString();
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.4g%%", share * 100);
  }
}
