package io.hindcast.validator.measure;

import io.hindcast.core.check.Evidence;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.spec.Check;
import io.hindcast.warehouse.Metric;
import io.hindcast.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures the checks that look at the shadow's rows alone: all of them in one grouped query. */
final class PartitionMeter {
  private final Warehouse warehouse;
  private final KeyScope keyScope;

  PartitionMeter(Warehouse warehouse) {
    this.warehouse = warehouse;
    this.keyScope = new KeyScope(warehouse);
  }

  /** One piece of evidence for each check, in their order. */
  List<Evidence> measure(Wave wave, List<Check> checks) {
    if (checks.isEmpty()) {
      return List.of();
    }
    try {
      return together(wave, checks);
    } catch (HindcastException e) {
      if (!Blame.isOnExpression(e)) {
        throw e;
      }
      return checks.size() == 1
          ? List.of(new Evidence.Refused(checks.getFirst(), Blame.words(e)))
          : oneByOne(wave, checks);
    }
  }

  /** The engine refuses the query as a whole: finds out which check it means. */
  private List<Evidence> oneByOne(Wave wave, List<Check> checks) {
    return checks.stream().flatMap(check -> measure(wave, List.of(check)).stream()).toList();
  }

  private List<Evidence> together(Wave wave, List<Check> checks) {
    List<Metric> metrics =
        checks.stream().flatMap(check -> CheckMetrics.of(check).stream()).toList();
    Map<String, List<@Nullable Double>> values =
        warehouse.measure(wave.order().shadow(), wave.partitionIds(), metrics);
    List<Evidence> evidence = new ArrayList<>();
    int from = 0;
    for (Check check : checks) {
      int to = from + CheckMetrics.of(check).size();
      evidence.add(across(wave, CheckMetrics.evidence(check, wave, slice(values, from, to))));
      from = to;
    }
    return evidence;
  }

  /** Counts the repeated keys over the whole wave where equal keys can be in two partitions. */
  private Evidence across(Wave wave, Evidence evidence) {
    if (!(evidence instanceof Evidence.Repeated repeated)
        || keyScope.isPartition(wave.order().target(), repeated.check().columns())) {
      return evidence;
    }
    Metric metric = new Metric.DuplicateKeys(repeated.check().columns());
    Double total =
        warehouse
            .measureTotal(wave.order().shadow(), wave.partitionIds(), List.of(metric))
            .getFirst();
    return new Evidence.Repeated(
        repeated.check(), total == null ? 0 : total, repeated.byPartition());
  }

  private static Map<String, List<@Nullable Double>> slice(
      Map<String, List<@Nullable Double>> values, int from, int to) {
    Map<String, List<@Nullable Double>> slice = new HashMap<>();
    values.forEach((id, row) -> slice.put(id, row.subList(from, to)));
    return slice;
  }
}
