package io.hindcast.planner.survey;

import io.hindcast.core.error.ErrorCategory;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.plan.KeyChoice;
import io.hindcast.core.plan.KeyColumn;
import io.hindcast.core.plan.KeySurvey;
import io.hindcast.core.plan.PartitionLayout;
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
      PartitionLayout layout = target.layout(spec.zone());
      return layout.isTimeAlone() || !target.isMergeTree() ? KeySurvey.NONE : found(spec, layout);
    } catch (HindcastException e) {
      if (e.code().category() != ErrorCategory.USER) {
        throw e;
      }
      return new KeySurvey.Unanswered(e.code(), String.valueOf(e.getMessage()));
    }
  }

  private KeySurvey found(BackfillSpec spec, PartitionLayout layout) {
    List<TargetPartition> slices = layout.slices(spec.range());
    PartitionKeys today = inspector.partitionKeys(spec.target().table(), layout.expressions());
    List<List<String>> affected = affected(spec, layout);
    KeyChoice choice =
        KeyChoice.of(layout, slices, spec.target().keys(), today.partitions(), affected);
    return new KeySurvey.Found(
        today.types(),
        today.partitions(),
        affected,
        inspector.partitionIds(today.types(), choice.partitions()));
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
