package io.hindcast.planner.survey;

import io.hindcast.core.check.PartitionRows;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.plan.KeySurvey;
import io.hindcast.core.plan.KeyedPartition;
import io.hindcast.core.plan.PartitionLayout;
import io.hindcast.core.plan.PartitionSize;
import io.hindcast.core.plan.PartitionSlices;
import io.hindcast.core.plan.SliceCondition;
import io.hindcast.core.plan.TargetTable;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.time.TimeRange;
import io.hindcast.warehouse.Lookout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Looks for rows of the target that are of another time than their partition. */
final class OutsideSurveyor {
  /** The condition has two texts for each partition. */
  private static final int PARTITIONS_MAX = 500;

  private final Lookout warehouse;

  OutsideSurveyor(Lookout warehouse) {
    this.warehouse = warehouse;
  }

  /** In the partitions of the range; nothing where the partition key cannot be planned. */
  List<PartitionRows> survey(BackfillSpec spec, TargetTable target, KeySurvey keys) {
    List<PartitionRows> found = new ArrayList<>();
    PartitionLayout layout;
    SortedMap<String, TimeRange> slices;
    try {
      layout = target.layout(spec.zone());
      slices = PartitionSlices.of(layout, spec.range(), existing(keys));
    } catch (HindcastException e) {
      // Planning says the same, as a finding.
      return found;
    }
    Set<String> filled =
        target.partitions().stream()
            .filter(size -> size.rows() > 0)
            .map(PartitionSize::id)
            .collect(Collectors.toSet());
    slices.keySet().retainAll(filled);
    while (!slices.isEmpty()) {
      SortedMap<String, TimeRange> some = first(slices);
      found.addAll(
          warehouse.rowsExcept(
              target.name(),
              some.keySet(),
              SliceCondition.sql(layout, some).orElseThrow(),
              layout.time().orElseThrow().axis().column()));
    }
    return found;
  }

  private static List<KeyedPartition> existing(KeySurvey keys) {
    return switch (keys) {
      case KeySurvey.Found all -> all.existing();
      case KeySurvey.None ignored -> List.of();
      case KeySurvey.OfTime ignored -> List.of();
      case KeySurvey.Unanswered ignored -> List.of();
    };
  }

  /** Takes some away. */
  private static SortedMap<String, TimeRange> first(SortedMap<String, TimeRange> slices) {
    SortedMap<String, TimeRange> some = new TreeMap<>();
    while (!slices.isEmpty() && some.size() < PARTITIONS_MAX) {
      String id = slices.firstKey();
      some.put(id, slices.remove(id));
    }
    return some;
  }
}
