package io.hindcast.core.backfill;

import io.hindcast.core.backfill.Course.Recomputed;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.pin.PartitionPin;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Every state with courses that make a difference, and every event. */
final class BackfillSamples {
  static final UUID AWAITED = UUID.fromString("00000000-0000-4000-8000-000000000001");
  static final UUID OTHER = UUID.fromString("00000000-0000-4000-8000-000000000002");

  /** Two waves, the first running. */
  static final Course FIRST_WAVE = Course.start(2, 3, true);

  static final Course LAST_WAVE = FIRST_WAVE.nextPass();
  static final Course UNAPPROVED = Course.start(1, 3, false);
  static final Course EXHAUSTED = new Course(2, 1, 0, new Recomputed(3, 3, 3, 3, 3), true);
  static final Course FOLLOW_UP = LAST_WAVE.followUp();

  static final Moved MOVED =
      new Moved(List.of("t00002", "t00001"), List.of("20010102", "20010101"));

  static final PartitionPin PIN = new PartitionPin("20010101", 10, "aa", "h", 9, "bb");
  static final Review REVIEW = Review.of(List.of(PIN), List.of());
  static final Review APPROVED = Review.of(List.of(PIN), List.of(Review.Approval.of(PIN)));

  private BackfillSamples() {}

  static List<BackfillState> states() {
    return Stream.concat(
            Stream.of(
                new BackfillState.Planning(),
                new BackfillState.Queued(OTHER, "waits"),
                new BackfillState.Swapped(),
                new BackfillState.RolledBack(),
                new BackfillState.SwappingAgain(AWAITED),
                new BackfillState.RollingBack(AWAITED, new BackfillState.Swapped()),
                new BackfillState.RollingBack(AWAITED, new BackfillState.HotPartition("no")),
                new BackfillState.RollingBack(AWAITED, new BackfillState.Running(FOLLOW_UP)),
                new BackfillState.RollingBack(AWAITED, new BackfillState.FollowingUp(LAST_WAVE)),
                new BackfillState.RollingBack(
                    AWAITED, new BackfillState.Failed(ErrorCode.CHECK_FAILED, "no")),
                new BackfillState.HotPartition("no"),
                new BackfillState.TakingBack(AWAITED, ErrorCode.SWAP_CONFLICT, "another one"),
                new BackfillState.Failed(ErrorCode.CHECK_FAILED, "no"),
                new BackfillState.Cancelling("no"),
                new BackfillState.Cancelled("no"),
                new BackfillState.Rejected(ErrorCode.SPEC_INVALID, "no"),
                new BackfillState.NothingToDo("unchanged")),
            Stream.of(FIRST_WAVE, LAST_WAVE, UNAPPROVED, EXHAUSTED, FOLLOW_UP)
                .flatMap(BackfillSamples::statesOf))
        .toList();
  }

  private static Stream<BackfillState> statesOf(Course course) {
    return Stream.of(
        new BackfillState.Running(course),
        new BackfillState.Validating(course, AWAITED),
        new BackfillState.Settling(course),
        new BackfillState.AwaitingApproval(course, REVIEW.content(), ""),
        new BackfillState.AwaitingGroup(course),
        new BackfillState.Swapping(course, AWAITED),
        new BackfillState.FollowingUp(course));
  }

  /** Ids are those that the states wait for. */
  static List<BackfillEvent> events() {
    return List.of(
        new BackfillEvent.Planned(FIRST_WAVE),
        new BackfillEvent.PlanRefused(ErrorCode.TABLE_UNKNOWN, "no such table"),
        new BackfillEvent.NothingLeft("unchanged"),
        new BackfillEvent.PassComplete(AWAITED),
        new BackfillEvent.TaskGaveUp("t00001", ErrorCode.TRANSFORM_FAILED, "no such column"),
        new BackfillEvent.VerdictPassed(AWAITED),
        new BackfillEvent.VerdictFailed(AWAITED, "rowCount: expected 2, found 1"),
        new BackfillEvent.VerdictStale(AWAITED, MOVED),
        new BackfillEvent.FencesCompared(Moved.NONE, AWAITED, REVIEW),
        new BackfillEvent.FencesCompared(MOVED, AWAITED, REVIEW),
        new BackfillEvent.FencesCompared(Moved.NONE, null, REVIEW),
        new BackfillEvent.GroupReady(AWAITED, new GroupSwap(OTHER, 2)),
        new BackfillEvent.GroupBroken(ErrorCode.CHECK_FAILED, "another one"),
        new BackfillEvent.GroupSplit(
            AWAITED, List.of(OTHER), ErrorCode.SWAP_CONFLICT, "another one"),
        new BackfillEvent.FencesCompared(Moved.NONE, AWAITED, APPROVED),
        new BackfillEvent.Approved("ada", REVIEW.content()),
        new BackfillEvent.SwapCompleted(AWAITED),
        new BackfillEvent.SwapRefused(AWAITED, ErrorCode.SWAP_CONFLICT, "held by another"),
        new BackfillEvent.SwapRefused(AWAITED, ErrorCode.CONTENT_CHANGED, "parts moved"),
        new BackfillEvent.Overlapped(OTHER, "waits"),
        new BackfillEvent.Unblocked(),
        new BackfillEvent.SwapRolledBack(AWAITED),
        new BackfillEvent.RollbackRequested("ada", AWAITED, List.of(OTHER)),
        new BackfillEvent.ForwardRequested("ada", AWAITED, List.of(OTHER)),
        new BackfillEvent.CancelRequested("ada"),
        new BackfillEvent.RetryRequested("ada", FIRST_WAVE, false),
        new BackfillEvent.RetryRequested("ada", LAST_WAVE, true),
        new BackfillEvent.WorkStopped());
  }

  /** Events about a validation or swap that nobody waits for. */
  static List<BackfillEvent> strangers() {
    return List.of(
        new BackfillEvent.VerdictPassed(OTHER),
        new BackfillEvent.VerdictFailed(OTHER, "late"),
        new BackfillEvent.VerdictStale(OTHER, MOVED),
        new BackfillEvent.SwapCompleted(OTHER),
        new BackfillEvent.SwapRolledBack(OTHER),
        new BackfillEvent.SwapRefused(OTHER, ErrorCode.CONTENT_CHANGED, "late"));
  }
}
