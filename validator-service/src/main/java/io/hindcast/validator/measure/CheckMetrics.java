package io.hindcast.validator.measure;

import io.hindcast.core.check.Evidence;
import io.hindcast.core.spec.Check;
import io.hindcast.warehouse.Metric;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a check needs from the grouped query over the shadow's partitions, and what it means. */
final class CheckMetrics {
  private CheckMetrics() {}

  /** Empty for checks that are measured otherwise. */
  static List<Metric> of(Check check) {
    return switch (check) {
      case Check.Unique unique -> List.of(new Metric.DuplicateKeys(unique.columns()));
      case Check.NotNull notNull ->
          notNull.columns().stream().<Metric>map(Metric.Nulls::new).toList();
      case Check.NullRate rate -> List.of(new Metric.Nulls(rate.column()));
      case Check.RangeCheck range ->
          List.of(new Metric.Min(range.column()), new Metric.Max(range.column()));
      case Check.RowCount ignored -> List.of();
      case Check.Aggregate ignored -> List.of();
    };
  }

  /**
   * The evidence in the answer.
   *
   * @param values by partition, in the order of {@link #of}
   */
  static Evidence evidence(Check check, Wave wave, Map<String, List<@Nullable Double>> values) {
    return switch (check) {
      case Check.Unique unique -> repeated(unique, numbers(values, 0));
      case Check.NotNull notNull -> absent(notNull, values);
      case Check.NullRate rate -> sparse(rate, wave, numbers(values, 0));
      case Check.RangeCheck range -> spanned(range, values);
      case Check.RowCount count -> throw notGrouped(count);
      case Check.Aggregate aggregate -> throw notGrouped(aggregate);
    };
  }

  private static Evidence repeated(Check.Unique check, Map<String, Double> repeats) {
    double total = repeats.values().stream().mapToDouble(Double::doubleValue).sum();
    return new Evidence.Repeated(check, total, repeats);
  }

  private static Evidence absent(Check.NotNull check, Map<String, List<@Nullable Double>> values) {
    Map<String, Map<String, Double>> nulls = new TreeMap<>();
    for (int i = 0; i < check.columns().size(); i++) {
      nulls.put(check.columns().get(i), numbers(values, i));
    }
    return new Evidence.Absent(check, nulls);
  }

  private static Evidence sparse(Check.NullRate check, Wave wave, Map<String, Double> nulls) {
    Map<String, Evidence.NullCount> counts = new HashMap<>();
    nulls.forEach(
        (id, count) -> counts.put(id, new Evidence.NullCount(count, wave.rows(List.of(id)))));
    return new Evidence.Sparse(check, counts);
  }

  private static Evidence spanned(
      Check.RangeCheck check, Map<String, List<@Nullable Double>> values) {
    Map<String, Evidence.Extremes> extremes = new HashMap<>();
    values.forEach((id, v) -> extremes.put(id, new Evidence.Extremes(v.get(0), v.get(1))));
    return new Evidence.Spanned(check, extremes);
  }

  private static Map<String, Double> numbers(
      Map<String, List<@Nullable Double>> values, int index) {
    Map<String, Double> numbers = new HashMap<>();
    values.forEach((id, row) -> {
      Double number = row.get(index);
      if (number != null) {
        numbers.put(id, number);
      }
    });
    return numbers;
  }

  private static IllegalArgumentException notGrouped(Check check) {
    return new IllegalArgumentException(check.label() + " is not measured by partition");
  }
}
