package io.hindcast.core.backfill;

import io.hindcast.core.error.ErrorCode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

  /** The plan was made, and nothing is left to recompute. */
  record NothingLeft(String message) implements BackfillEvent {}

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

  /**
   * The comparison of sources and fences.
   *
   * @param swapId of a swap that follows; null where a group decides when that is
   * @param review what would be published, beside what was approved
   */
  record FencesCompared(Moved moved, @Nullable UUID swapId, Review review)
      implements BackfillEvent {}

  /** All of the group are ready to be swapped in. */
  record GroupReady(UUID swapId, GroupSwap group) implements BackfillEvent {}

  /** The group will not be swapped in; why. */
  record GroupBroken(ErrorCode code, String message) implements BackfillEvent {}

  /**
   * This one was swapped in, another one of the group was not.
   *
   * @param swapId of the swap that takes the others back
   * @param undoes the swaps that are live, oldest first
   */
  record GroupSplit(UUID swapId, List<UUID> undoes, ErrorCode code, String message)
      implements BackfillEvent {
    /** Copies the ids. */
    public GroupSplit {
      undoes = List.copyOf(undoes);
    }
  }

  /** Somebody approved the swap of what was shown, and is there. */
  record Approved(String by, Content content) implements BackfillEvent {}

  /** The new version is live. */
  record SwapCompleted(UUID swapId) implements BackfillEvent {}

  /** The content from before the swaps is live again. */
  record SwapRolledBack(UUID swapId) implements BackfillEvent {}

  /**
   * The swap did not happen and the live table is as it was.
   *
   * @param partitionIds those that are the reason; empty when it is not of some of them
   */
  record SwapRefused(UUID swapId, ErrorCode code, String message, List<String> partitionIds)
      implements BackfillEvent {
    /** Copies the ids. */
    public SwapRefused {
      partitionIds = List.copyOf(partitionIds);
    }

    /** For a reason that is of no partition. */
    public SwapRefused(UUID swapId, ErrorCode code, String message) {
      this(swapId, code, message, List.of());
    }
  }

  /**
   * Somebody wants the content from before the swaps back.
   *
   * @param swapId of the swap that takes the others back
   * @param undoes the swaps that are live, oldest first
   * @param group of swaps that are taken back together; null on its own
   */
  record RollbackRequested(String by, UUID swapId, List<UUID> undoes, @Nullable GroupSwap group)
      implements BackfillEvent {
    /** Copies the ids. */
    public RollbackRequested {
      undoes = List.copyOf(undoes);
    }

    /** On its own. */
    public RollbackRequested(String by, UUID swapId, List<UUID> undoes) {
      this(by, swapId, undoes, null);
    }
  }

  /**
   * Somebody wants what was rolled back live again.
   *
   * @param swapId of the swap that takes the rollback back
   * @param undoes the rollback
   * @param group of rollbacks that are taken back together; null on its own
   */
  record ForwardRequested(String by, UUID swapId, List<UUID> undoes, @Nullable GroupSwap group)
      implements BackfillEvent {
    /** Copies the ids. */
    public ForwardRequested {
      undoes = List.copyOf(undoes);
    }

    /** On its own. */
    public ForwardRequested(String by, UUID swapId, List<UUID> undoes) {
      this(by, swapId, undoes, null);
    }
  }

  /**
   * Somebody wants a failed one to go on from where it failed.
   *
   * @param course as it was then
   * @param passComplete whether all tasks of its pass are done: what failed came after them
   */
  record RetryRequested(String by, Course course, boolean passComplete) implements BackfillEvent {}

  /** Somebody wants it ended. */
  record CancelRequested(String by) implements BackfillEvent {}

  /** It was looked: no query of its attempts runs, and none can start any more. */
  record WorkStopped() implements BackfillEvent {}

  /** The event's stable name. */
  default String label() {
    return getClass().getSimpleName();
  }
}
