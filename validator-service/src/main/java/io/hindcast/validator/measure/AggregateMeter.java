package io.hindcast.validator.measure;

import io.hindcast.core.check.AggregateRule;
import io.hindcast.core.check.Evidence;
import io.hindcast.core.check.Evidence.BothSides;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.spec.Check;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.ContentProbe;
import io.hindcast.warehouse.Metric;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Measures an aggregate of the recomputed rows and of the live ones. */
final class AggregateMeter {
  private final ContentProbe probe;

  AggregateMeter(ContentProbe probe) {
    this.probe = probe;
  }

  Evidence compare(Wave wave, Check.Aggregate check) {
    if (wave.liveRows() == 0) {
      return new Evidence.Incomparable(check);
    }
    try {
      BothSides total =
          new BothSides(
              total(wave.order().shadow(), wave, check), total(wave.order().target(), wave, check));
      // Only a failure needs to say where: the totals alone decide.
      return new Evidence.Compared(
          check, total, AggregateRule.agrees(total, check) ? Map.of() : byPartition(wave, check));
    } catch (HindcastException e) {
      if (!Blame.isOnExpression(e)) {
        throw e;
      }
      return new Evidence.Refused(check, Blame.words(e));
    }
  }

  private @Nullable Double total(TableName table, Wave wave, Check.Aggregate check) {
    return probe.measureTotal(table, wave.partitionIds(), metrics(check)).getFirst();
  }

  private Map<String, BothSides> byPartition(Wave wave, Check.Aggregate check) {
    Map<String, List<@Nullable Double>> recomputed =
        probe.measure(wave.order().shadow(), wave.partitionIds(), metrics(check));
    Map<String, List<@Nullable Double>> live =
        probe.measure(wave.order().target(), wave.partitionIds(), metrics(check));
    TreeSet<String> ids = new TreeSet<>(recomputed.keySet());
    ids.addAll(live.keySet());
    Map<String, BothSides> sides = new HashMap<>();
    ids.forEach(id -> sides.put(id, new BothSides(only(recomputed.get(id)), only(live.get(id)))));
    return sides;
  }

  private static @Nullable Double only(@Nullable List<@Nullable Double> values) {
    return values == null ? null : values.getFirst();
  }

  private static List<Metric> metrics(Check.Aggregate check) {
    return List.of(new Metric.Expression(check.expression()));
  }
}
