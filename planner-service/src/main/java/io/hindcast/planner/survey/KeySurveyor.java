package io.hindcast.planner.survey;

import io.hindcast.core.error.ErrorCategory;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.plan.KeyChoice;
import io.hindcast.core.plan.KeyColumn;
import io.hindcast.core.plan.KeySurvey;
import io.hindcast.core.plan.PartitionLayout;
import io.hindcast.core.plan.SliceProbe;
import io.hindcast.core.plan.SliceProof;
import io.hindcast.core.plan.TargetPartition;
import io.hindcast.core.plan.TargetTable;
import io.hindcast.core.spec.AffectedKeys;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.warehouse.PartitionKeys;
import io.hindcast.warehouse.RangeBinding;
import io.hindcast.warehouse.TableInspector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the warehouse about a partition key that is more than a step of time. */
final class KeySurveyor {
  private final TableInspector inspector;

  KeySurveyor(TableInspector inspector) {
    this.inspector = inspector;
  }

  /** What the planner needs to know; what the user has to correct becomes part of the answer. */
  KeySurvey survey(BackfillSpec spec, TargetTable target) {
    try {
      PartitionLayout layout = target.layout(spec);
      if (!target.isMergeTree()) {
        return KeySurvey.NONE;
      }
      List<TargetPartition> slices = slices(spec, layout);
      return layout.isTimeAlone() ? new KeySurvey.OfTime(slices) : found(spec, layout, slices);
    } catch (HindcastException e) {
      if (e.code().category() != ErrorCategory.USER) {
        throw e;
      }
      return new KeySurvey.Unanswered(e.code(), String.valueOf(e.getMessage()));
    }
  }

  /** The slices of the range, as the warehouse itself cuts time. */
  private List<TargetPartition> slices(BackfillSpec spec, PartitionLayout layout) {
    List<TargetPartition> expected = layout.slices(spec.range());
    return layout
        .timeDimension()
        .map(time ->
            SliceProof.of(
                time,
                expected,
                inspector.sliceKeys(spec.target().table(), SliceProbe.of(time, expected))))
        .orElse(expected);
  }

  private KeySurvey found(BackfillSpec spec, PartitionLayout layout, List<TargetPartition> slices) {
    PartitionKeys today = inspector.partitionKeys(spec.target().table(), layout.expressions());
    List<List<String>> affected = affected(spec, layout);
    KeyChoice choice =
        KeyChoice.of(layout, slices, spec.target().keys(), today.partitions(), affected);
    return new KeySurvey.Found(
        today.types(),
        today.partitions(),
        affected,
        inspector.partitionIds(today.types(), choice.partitions()),
        slices);
  }

  private @Nullable List<List<String>> affected(BackfillSpec spec, PartitionLayout layout) {
    AffectedKeys keys = spec.target().keys();
    return keys == null
        ? null
        : inspector.keyValues(
            spec.target().table(),
            KeyColumn.of(layout, keys),
            keys,
            new RangeBinding(spec.range(), spec.zone()));
  }
}
