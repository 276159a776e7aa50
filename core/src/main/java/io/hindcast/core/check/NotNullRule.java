package io.hindcast.core.check;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code notNull}: no NULL (and no NaN) in any of the columns. */
final class NotNullRule {
  private NotNullRule() {}

  static CheckResult apply(Evidence.Absent absent) {
    String name = absent.check().label();
    if (absent.nulls().values().stream().allMatch(Map::isEmpty)) {
      return CheckResult.skipped(name, "0 nulls", "There are no rows.");
    }
    Map<String, Double> totals = new TreeMap<>();
    absent.nulls().forEach((column, counts) -> addPositive(totals, column, counts));
    if (totals.isEmpty()) {
      return CheckResult.passed(name, "0 nulls", "0 nulls");
    }
    List<String> partitions =
        absent.nulls().values().stream()
            .flatMap(counts -> Offenders.above(0, counts).stream())
            .sorted()
            .distinct()
            .toList();
    String actual =
        totals.entrySet().stream()
            .map(total ->
                "%s nulls in %s".formatted(Numbers.print(total.getValue()), total.getKey()))
            .collect(Collectors.joining(", "));
    return CheckResult.failed(
        name,
        "0 nulls",
        actual,
        "Values are missing in %d partitions.".formatted(partitions.size()),
        partitions);
  }

  private static void addPositive(
      Map<String, Double> totals, String column, Map<String, Double> counts) {
    double total = counts.values().stream().mapToDouble(Double::doubleValue).sum();
    if (total > 0) {
      totals.put(column, total);
    }
  }
}
