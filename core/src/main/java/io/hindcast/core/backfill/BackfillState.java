package io.hindcast.core.backfill;

import io.hindcast.core.error.ErrorCode;
import java.util.UUID;

/** Where a backfill stands. */
public sealed interface BackfillState {

  /** Accepted; the plan is being made. */
  record Planning() implements BackfillState {}

  /** Another backfill recomputes the same partitions; planned anew when that one has ended. */
  record Queued(UUID waitsFor, String message) implements BackfillState {}

  /** Tasks of the current pass are being recomputed. */
  record Running(Course course) implements BackfillState {}

  /** The current pass is complete and being judged. */
  record Validating(Course course, UUID validationId) implements BackfillState {}

  /** Everything has passed; the sources are being compared with what the tasks read. */
  record Settling(Course course) implements BackfillState {}

  /**
   * Ready to swap; somebody has to say so.
   *
   * @param content what would be published
   * @param message why an approval that was given does not count; empty when there was none
   */
  record AwaitingApproval(Course course, Content content, String message)
      implements BackfillState {}

  /** Ready to swap, together with others that are not yet. */
  record AwaitingGroup(Course course) implements BackfillState {}

  /** The swap has been asked for. */
  record Swapping(Course course, UUID swapId) implements BackfillState {}

  /** Swapped; the sources are being compared once more. */
  record FollowingUp(Course course) implements BackfillState {}

  /** The new version is live and the sources have not moved since it was computed. */
  record Swapped() implements BackfillState {}

  /**
   * The content from before the swaps has been asked for.
   *
   * @param swapId of the swap that takes the others back
   * @param origin where it goes back to when that is refused
   */
  record RollingBack(UUID swapId, BackfillState origin) implements BackfillState {}

  /** The content from before the swaps is live again; what they published is kept. */
  record RolledBack() implements BackfillState {}

  /** Rolled back; what had been published has been asked for again. */
  record SwappingAgain(UUID swapId) implements BackfillState {}

  /**
   * Swapped in, but another one of its group was not: the content from before has been asked for.
   *
   * @param swapId of the swap that takes its own back
   * @param code why the other one was not swapped in, as which this one will have failed
   * @param message names the other one
   */
  record TakingBack(UUID swapId, ErrorCode code, String message) implements BackfillState {}

  /** It cannot go on. */
  record Failed(ErrorCode code, String message) implements BackfillState {}

  /** Sources of some partitions never stopped changing. */
  record HotPartition(String message) implements BackfillState {}

  /** Somebody wants it ended; its work is being stopped. Nothing more is sent to workers. */
  record Cancelling(String message) implements BackfillState {}

  /** Somebody ended it before the swap: nothing of it runs, and nothing can start. */
  record Cancelled(String message) implements BackfillState {}

  /** It never started: the spec or the plan is wrong. */
  record Rejected(ErrorCode code, String message) implements BackfillState {}

  /** The scope leaves nothing to recompute: everything is as it would become. */
  record NothingToDo(String message) implements BackfillState {}

  /** Whether nothing will happen any more, unless somebody takes a swap back. */
  default boolean terminal() {
    return switch (this) {
      case Swapped ignored -> true;
      case RolledBack ignored -> true;
      case Failed ignored -> true;
      case HotPartition ignored -> true;
      case Cancelled ignored -> true;
      case Rejected ignored -> true;
      case NothingToDo ignored -> true;
      case Planning ignored -> false;
      case Queued ignored -> false;
      case Cancelling ignored -> false;
      case Running ignored -> false;
      case Validating ignored -> false;
      case Settling ignored -> false;
      case AwaitingApproval ignored -> false;
      case AwaitingGroup ignored -> false;
      case TakingBack ignored -> false;
      case Swapping ignored -> false;
      case FollowingUp ignored -> false;
      case RollingBack ignored -> false;
      case SwappingAgain ignored -> false;
    };
  }

  /** Whether an answer to a rollback, or to swapping forward again, is awaited. */
  default boolean reversing() {
    return this instanceof RollingBack
        || this instanceof SwappingAgain
        || this instanceof TakingBack;
  }

  /** The state's stable name, as stores and APIs write it. */
  default String label() {
    return getClass()
        .getSimpleName()
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toUpperCase(java.util.Locale.ROOT);
  }
}
