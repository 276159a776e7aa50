package io.hindcast.validator.measure;

import io.hindcast.core.check.Evidence;
import io.hindcast.core.check.Evidence.BothSides;
import io.hindcast.core.check.Figure;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.pin.PartitionPin;
import io.hindcast.core.spec.Check;
import io.hindcast.warehouse.Aggregates;
import io.hindcast.warehouse.ContentProbe;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Measures aggregates of the recomputed rows and of the live ones: all of them in two queries. */
final class AggregateMeter {
  private final ContentProbe probe;

  AggregateMeter(ContentProbe probe) {
    this.probe = probe;
  }

  /** One piece of evidence for each check, in their order. */
  List<Evidence> compare(Wave wave, List<Check.Aggregate> checks) {
    if (wave.liveRows() == 0 || checks.isEmpty()) {
      return checks.stream().<Evidence>map(Evidence.Incomparable::new).toList();
    }
    try {
      return together(wave, checks);
    } catch (HindcastException e) {
      if (!Blame.isOnExpression(e)) {
        throw e;
      }
      return checks.size() == 1
          ? List.of(new Evidence.Refused(checks.getFirst(), Blame.words(e)))
          // The engine refuses the query as a whole: finds out which check it means.
          : checks.stream().flatMap(it -> compare(wave, List.of(it)).stream()).toList();
    }
  }

  private List<Evidence> together(Wave wave, List<Check.Aggregate> checks) {
    List<String> expressions = checks.stream().map(Check.Aggregate::expression).toList();
    Aggregates recomputed =
        probe.aggregates(wave.order().shadow(), wave.partitionIds(), expressions);
    Aggregates live = probe.aggregates(wave.order().target(), wave.partitionIds(), expressions);
    boolean emptied = wave.pins().stream().anyMatch(pin -> pin.rows() == 0 && pin.liveRows() > 0);
    List<@Nullable Figure> nothing =
        emptied
            ? probe.aggregates(wave.order().shadow(), List.of(), expressions).total()
            : recomputed.total();
    return IntStream.range(0, checks.size())
        .<Evidence>mapToObj(i ->
            new Evidence.Compared(
                checks.get(i),
                new BothSides(recomputed.total().get(i), live.total().get(i)),
                byPartition(wave, recomputed, live, nothing, i)))
        .toList();
  }

  /** Of those with live rows: what is new to the table has nothing to be compared with. */
  private static Map<String, BothSides> byPartition(
      Wave wave,
      Aggregates recomputed,
      Aggregates live,
      List<@Nullable Figure> nothing,
      int index) {
    Map<String, BothSides> sides = new TreeMap<>();
    for (PartitionPin pin : wave.pins()) {
      List<@Nullable Figure> before = live.byPartition().get(pin.partitionId());
      if (pin.liveRows() > 0 && before != null) {
        List<@Nullable Figure> after =
            recomputed.byPartition().getOrDefault(pin.partitionId(), nothing);
        sides.put(pin.partitionId(), new BothSides(after.get(index), before.get(index)));
      }
    }
    return sides;
  }
}
