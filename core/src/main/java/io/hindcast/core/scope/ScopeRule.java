package io.hindcast.core.scope;

import io.hindcast.core.fence.SourceState;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Scope.Reprocess;
import io.hindcast.core.time.TimeRange;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides for single partitions whether a spec's scope has them recomputed. */
public final class ScopeRule {
  private final BackfillSpec spec;
  private final Set<String> present;
  private final TargetHistory history;
  private final SourceState sources;
  private final String statement;

  /**
   * @param present ids of the target's partitions that have rows
   * @param sources as they are now
   */
  public ScopeRule(
      BackfillSpec spec, Set<String> present, TargetHistory history, SourceState sources) {
    this.spec = spec;
    this.present = Set.copyOf(present);
    this.history = history;
    this.sources = sources;
    this.statement = StatementHash.of(spec);
  }

  /**
   * Why a partition is recomputed, or is not.
   *
   * @param range the instants whose rows it holds
   */
  public Reason of(String partitionId, TimeRange range) {
    Reprocess reprocess = spec.scope().reprocess();
    if (reprocess == Reprocess.COMPLETED) {
      return Reason.ASKED_FOR;
    }
    @Nullable Provenance provenance = history.live().get(partitionId);
    return absent(partitionId, provenance)
        .or(() -> failed(reprocess, partitionId))
        .or(() -> changed(reprocess, provenance, range))
        .orElseGet(() ->
            switch (reprocess) {
              case NONE -> Reason.PRESENT;
              case FAILED -> Reason.NOT_FAILED;
              case CHANGED, COMPLETED -> Reason.UNCHANGED;
            });
  }

  /** A partition that was published empty has nothing to be there. */
  private Optional<Reason> absent(String partitionId, @Nullable Provenance provenance) {
    if (present.contains(partitionId)) {
      return Optional.empty();
    }
    if (provenance == null) {
      return Optional.of(Reason.MISSING);
    }
    return provenance.rows() == 0 ? Optional.empty() : Optional.of(Reason.GONE);
  }

  private Optional<Reason> failed(Reprocess reprocess, String partitionId) {
    return reprocess != Reprocess.NONE && history.failed().contains(partitionId)
        ? Optional.of(Reason.FAILED)
        : Optional.empty();
  }

  private Optional<Reason> changed(
      Reprocess reprocess, @Nullable Provenance provenance, TimeRange range) {
    if (reprocess != Reprocess.CHANGED) {
      return Optional.empty();
    }
    if (provenance == null || provenance.reads().isEmpty()) {
      return Optional.of(Reason.UNKNOWN);
    }
    if (!provenance.isOf(spec.transform().version(), statement)) {
      return Optional.of(Reason.TRANSFORM_CHANGED);
    }
    if (!provenance.covers(range)) {
      return Optional.of(Reason.RANGE_GREW);
    }
    return provenance.sourcesMoved(spec.source(), range, sources)
        ? Optional.of(Reason.SOURCES_CHANGED)
        : Optional.empty();
  }
}
