package io.hindcast.core.check;

import io.hindcast.core.check.Evidence.RunCount;
import io.hindcast.core.spec.Allowance;
import io.hindcast.core.spec.Check;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** {@code rowCount}: as many rows as the query says, in each part that is compared and in all. */
final class CountRule {
  private static final int NAMED_MAX = 5;

  private CountRule() {}

  static CheckResult apply(Evidence.Counted counted) {
    Check.RowCount check = counted.check();
    List<RunCount> wrong =
        counted.runs().stream().filter(run -> !run.agrees(check.allowance())).toList();
    if (!wrong.isEmpty()) {
      return failed(counted, wrong);
    }
    BigDecimal expected =
        counted.runs().stream()
            .map(run -> BigDecimal.valueOf(run.expected()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    long rows = counted.runs().stream().mapToLong(RunCount::rows).sum();
    String wanted = Numbers.print(expected.doubleValue()) + " rows" + check.allowance().words();
    String found = rows + " rows";
    return check.allowance().covers(expected, BigDecimal.valueOf(rows))
        ? CheckResult.passed(check.label(), wanted, found)
        : CheckResult.failed(
            check.label(),
            wanted,
            found,
            "Each %s agrees by itself, and all of them together do not.".formatted(part(check)),
            List.of());
  }

  private static CheckResult failed(Evidence.Counted counted, List<RunCount> wrong) {
    Check.RowCount check = counted.check();
    Allowance allowance = check.allowance();
    RunCount first = wrong.getFirst();
    String named =
        wrong.stream().limit(NAMED_MAX).map(CountRule::named).collect(Collectors.joining(", "));
    return CheckResult.failed(
        check.label(),
        "%s rows%s in %s"
            .formatted(Numbers.print(first.expected()), allowance.words(), first.run().range()),
        "%d rows".formatted(first.rows()),
        "The recomputed rows are not as many as the query says in %d of %d %ss: %s%s."
            .formatted(
                wrong.size(),
                counted.runs().size(),
                part(check),
                named,
                wrong.size() > NAMED_MAX ? " and more" : ""),
        wrong.stream().flatMap(run -> run.run().partitionIds().stream()).distinct().toList());
  }

  private static String named(RunCount count) {
    List<String> ids = count.run().partitionIds();
    return "%s%s (expected %s, found %d)"
        .formatted(
            ids.getFirst(),
            ids.size() == 1 ? "" : " to " + ids.getLast(),
            Numbers.print(count.expected()),
            count.rows());
  }

  private static String part(Check.RowCount check) {
    return switch (check.per()) {
      case PARTITION -> "partition";
      case WAVE -> "range";
    };
  }
}
