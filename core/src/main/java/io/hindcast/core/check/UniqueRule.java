package io.hindcast.core.check;

import java.util.List;

/** {@code unique}: no row repeats the key of another. */
final class UniqueRule {
  private UniqueRule() {}

  static CheckResult apply(Evidence.Repeated repeated) {
    String name = repeated.check().label();
    String expected = "0 repeated keys";
    if (repeated.byPartition().isEmpty()) {
      return CheckResult.skipped(name, expected, "There are no rows.");
    }
    if (repeated.repeats() == 0) {
      return CheckResult.passed(name, expected, expected);
    }
    List<String> partitions = Offenders.above(0, repeated.byPartition());
    return CheckResult.failed(
        name,
        expected,
        Numbers.print(repeated.repeats()) + " repeated keys",
        partitions.isEmpty()
            ? "Rows of different partitions have the same key."
            : "Rows have the same key in %d partitions.".formatted(partitions.size()),
        partitions);
  }
}
