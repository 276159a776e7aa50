package io.hindcast.core.check;

import io.hindcast.core.check.Evidence.Extremes;
import io.hindcast.core.spec.Check;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code range}: every value between the bounds. */
final class RangeRule {
  private RangeRule() {}

  static CheckResult apply(Evidence.Spanned spanned) {
    Check.RangeCheck check = spanned.check();
    String expected = "from %s to %s".formatted(bound(check.min(), "-∞"), bound(check.max(), "∞"));
    Double min = values(spanned, Extremes::min).min(Double::compare).orElse(null);
    Double max = values(spanned, Extremes::max).max(Double::compare).orElse(null);
    if (min == null || max == null) {
      return CheckResult.skipped(check.label(), expected, "There are no values.");
    }
    String actual = "from %s to %s".formatted(Numbers.print(min), Numbers.print(max));
    List<String> outside = Offenders.where(spanned.byPartition(), e -> isOutside(e, check));
    return outside.isEmpty()
        ? CheckResult.passed(check.label(), expected, actual)
        : CheckResult.failed(
            check.label(),
            expected,
            actual,
            "Values are out of bounds in %d partitions.".formatted(outside.size()),
            outside);
  }

  private static boolean isOutside(Extremes extremes, Check.RangeCheck check) {
    return isLess(extremes.min(), check.min()) || isMore(extremes.max(), check.max());
  }

  private static boolean isLess(@Nullable Double value, @Nullable BigDecimal bound) {
    return value != null && bound != null && value < bound.doubleValue();
  }

  private static boolean isMore(@Nullable Double value, @Nullable BigDecimal bound) {
    return value != null && bound != null && value > bound.doubleValue();
  }

  private static Stream<Double> values(
      Evidence.Spanned spanned, Function<Extremes, @Nullable Double> extreme) {
    return spanned.byPartition().values().stream().map(extreme).filter(Objects::nonNull);
  }

  private static String bound(@Nullable BigDecimal bound, String open) {
    return bound == null ? open : bound.toPlainString();
  }
}
