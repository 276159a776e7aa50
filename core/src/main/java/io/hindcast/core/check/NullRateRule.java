package io.hindcast.core.check;

import io.hindcast.core.check.Evidence.NullCount;
import java.util.Collection;

/** {@code nullRate}: at most a share of the wave's rows has no value. */
final class NullRateRule {
  private NullRateRule() {}

  static CheckResult apply(Evidence.Sparse sparse) {
    String name = sparse.check().label();
    Collection<NullCount> counts = sparse.byPartition().values();
    double nulls = counts.stream().mapToDouble(NullCount::nulls).sum();
    long rows = counts.stream().mapToLong(NullCount::rows).sum();
    String expected = "at most " + sparse.check().max();
    if (rows == 0) {
      return CheckResult.skipped(name, expected, "There are no rows.");
    }
    double max = sparse.check().max().fraction();
    String actual =
        "%s (%s of %d rows)".formatted(Numbers.percent(nulls / rows), Numbers.print(nulls), rows);
    if (nulls <= max * rows) {
      return CheckResult.passed(name, expected, actual);
    }
    return CheckResult.failed(
        name,
        expected,
        actual,
        "Too many values are missing.",
        Offenders.where(sparse.byPartition(), count -> count.nulls() > max * count.rows()));
  }
}
