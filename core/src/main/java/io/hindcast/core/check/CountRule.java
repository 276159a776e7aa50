package io.hindcast.core.check;

import io.hindcast.core.check.Evidence.RunCount;
import java.util.List;

/** {@code rowCount}: as many rows as the query says, in each contiguous range. */
final class CountRule {
  private CountRule() {}

  static CheckResult apply(Evidence.Counted counted) {
    String name = counted.check().label();
    List<RunCount> wrong = counted.runs().stream().filter(run -> !run.agrees()).toList();
    if (wrong.isEmpty()) {
      String rows = counted.runs().stream().mapToLong(RunCount::rows).sum() + " rows";
      return CheckResult.passed(name, rows, rows);
    }
    RunCount first = wrong.getFirst();
    return CheckResult.failed(
        name,
        "%s rows in %s".formatted(Numbers.print(first.expected()), first.run().range()),
        "%d rows".formatted(first.rows()),
        "The recomputed rows are not as many as the query says in %d of %d ranges."
            .formatted(wrong.size(), counted.runs().size()),
        wrong.stream().flatMap(run -> run.run().partitionIds().stream()).distinct().toList());
  }
}
