package io.hindcast.validator.measure;

import io.hindcast.core.check.Evidence;
import io.hindcast.core.spec.Check;
import io.hindcast.core.time.TimeRange;
import io.hindcast.warehouse.PartitionStats;
import io.hindcast.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Measures everything that a wave's judgement needs. */
public final class WaveMeter {
  private final Warehouse warehouse;
  private final PartitionMeter partitions;
  private final RunCounter runs;
  private final AggregateMeter aggregates;

  /** Asks this warehouse. */
  public WaveMeter(Warehouse warehouse) {
    this.warehouse = warehouse;
    this.partitions = new PartitionMeter(warehouse);
    this.runs = new RunCounter(warehouse);
    this.aggregates = new AggregateMeter(warehouse);
  }

  /** Evidence for each of the spec's checks, in their order. */
  public List<Evidence> evidence(Wave wave) {
    List<Check> checks = wave.spec().checks();
    List<Check> grouped =
        checks.stream().filter(check -> !CheckMetrics.of(check).isEmpty()).toList();
    Iterator<Evidence> measured = partitions.measure(wave, grouped).iterator();
    Iterator<Evidence> compared = aggregates.compare(wave, aggregates(checks)).iterator();
    List<Evidence> evidence = new ArrayList<>();
    for (Check check : checks) {
      evidence.add(
          switch (check) {
            case Check.RowCount count -> runs.count(wave, count);
            case Check.Aggregate ignored -> compared.next();
            case Check.Unique ignored -> measured.next();
            case Check.NotNull ignored -> measured.next();
            case Check.NullRate ignored -> measured.next();
            case Check.RangeCheck ignored -> measured.next();
          });
    }
    return evidence;
  }

  private static List<Check.Aggregate> aggregates(List<Check> checks) {
    return checks.stream()
        .filter(Check.Aggregate.class::isInstance)
        .map(Check.Aggregate.class::cast)
        .toList();
  }

  /** Partitions of the shadow that lie outside of the backfill's range, from metadata. */
  public List<String> strangers(Wave wave) {
    Set<String> owned = Set.copyOf(wave.partitionIds());
    return warehouse.partitions(wave.order().shadow(), wave.spec().zone()).stream()
        .filter(partition -> !owned.contains(partition.id()))
        .filter(partition -> isOutside(partition, wave.spec().range()))
        .map(PartitionStats::id)
        .toList();
  }

  private static boolean isOutside(PartitionStats partition, TimeRange range) {
    TimeRange span = partition.span();
    return span != null && !span.overlaps(range);
  }
}
