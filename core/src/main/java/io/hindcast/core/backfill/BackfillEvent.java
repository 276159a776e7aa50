package io.hindcast.core.backfill;

import io.hindcast.core.error.ErrorCode;
import java.util.List;
import java.util.UUID;

/** What can happen to a backfill. Ids come in with the event. */
public sealed interface BackfillEvent {

  /** The plan was made and stored. */
  record Planned(Course course) implements BackfillEvent {}

  /** The plan was made, but another backfill that has not ended recomputes the same partitions. */
  record Overlapped(UUID other, String message) implements BackfillEvent {}

  /** The backfill that this one waited for has ended. */
  record Unblocked() implements BackfillEvent {}

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
  record VerdictStale(UUID validationId, Moved moved) implements BackfillEvent {}

  /** The comparison of sources and fences; a swap that follows gets this id. */
  record FencesCompared(Moved moved, UUID swapId) implements BackfillEvent {}

  /** Somebody approved the swap. */
  record Approved(String by) implements BackfillEvent {}

  /** The new version is live. */
  record SwapCompleted(UUID swapId) implements BackfillEvent {}

  /** The content from before the swaps is live again. */
  record SwapRolledBack(UUID swapId) implements BackfillEvent {}

  /** The swap did not happen and the live table is as it was. */
  record SwapRefused(UUID swapId, ErrorCode code, String message) implements BackfillEvent {}

  /**
   * Somebody wants the content from before the swaps back.
   *
   * @param swapId of the swap that takes the others back
   * @param undoes the swaps that are live, oldest first
   */
  record RollbackRequested(String by, UUID swapId, List<UUID> undoes) implements BackfillEvent {
    /** Copies the ids. */
    public RollbackRequested {
      undoes = List.copyOf(undoes);
    }
  }

  /**
   * Somebody wants what was rolled back live again.
   *
   * @param swapId of the swap that takes the rollback back
   * @param undoes the rollback
   */
  record ForwardRequested(String by, UUID swapId, List<UUID> undoes) implements BackfillEvent {
    /** Copies the ids. */
    public ForwardRequested {
      undoes = List.copyOf(undoes);
    }
  }

  /** Somebody wants it ended. */
  record CancelRequested(String by) implements BackfillEvent {}

  /** The event's stable name. */
  default String label() {
    return getClass().getSimpleName();
  }
}
