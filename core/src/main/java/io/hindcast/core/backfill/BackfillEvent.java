package io.hindcast.core.backfill;

import io.hindcast.core.error.ErrorCode;
import java.util.Set;
import java.util.UUID;

/** What can happen to a backfill. Ids come in with the event. */
public sealed interface BackfillEvent {

  /** The plan was made and stored. */
  record Planned(Course course) implements BackfillEvent {}

  /** Pre-flight refused. */
  record PlanRefused(ErrorCode code, String message) implements BackfillEvent {}

  /** Every task of the pass is promoted; its validation gets this id. */
  record PassComplete(UUID validationId) implements BackfillEvent {}

  /** A task has failed for good. */
  record TaskGaveUp(String taskId, ErrorCode code, String message) implements BackfillEvent {}

  /** The verdict on a pass: everything holds. */
  record VerdictPassed(UUID validationId) implements BackfillEvent {}

  /** The verdict on a pass: a check does not hold. */
  record VerdictFailed(UUID validationId, String message) implements BackfillEvent {}

  /** The verdict on a pass: a source moved under it; these tasks have to be run again. */
  record VerdictStale(UUID validationId, Set<String> taskIds) implements BackfillEvent {
    /** Copies the ids. */
    public VerdictStale {
      taskIds = Set.copyOf(taskIds);
    }
  }

  /** The comparison of sources and fences; a swap that follows gets this id. */
  record FencesCompared(Set<String> movedTaskIds, UUID swapId) implements BackfillEvent {
    /** Copies the ids. */
    public FencesCompared {
      movedTaskIds = Set.copyOf(movedTaskIds);
    }
  }

  /** Somebody approved the swap. */
  record Approved(String by) implements BackfillEvent {}

  /** The new version is live. */
  record SwapCompleted(UUID swapId) implements BackfillEvent {}

  /** The swap did not happen and the live table is as it was. */
  record SwapRefused(UUID swapId, ErrorCode code, String message) implements BackfillEvent {}

  /** Somebody wants it ended. */
  record CancelRequested(String by) implements BackfillEvent {}

  /** The event's stable name. */
  default String label() {
    return getClass().getSimpleName();
  }
}
