package io.hindcast.core.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.backfill.BackfillCommand.ApproveContent;
import io.hindcast.core.backfill.BackfillCommand.CleanUp;
import io.hindcast.core.backfill.BackfillCommand.CompareFences;
import io.hindcast.core.backfill.BackfillCommand.DispatchTasks;
import io.hindcast.core.backfill.BackfillCommand.GiveUpRound;
import io.hindcast.core.backfill.BackfillCommand.OpenShadow;
import io.hindcast.core.backfill.BackfillCommand.RequestReversal;
import io.hindcast.core.backfill.BackfillCommand.RequestSwap;
import io.hindcast.core.backfill.BackfillCommand.RequestValidation;
import io.hindcast.core.backfill.BackfillCommand.RerunPartitions;
import io.hindcast.core.backfill.BackfillCommand.RerunRound;
import io.hindcast.core.backfill.BackfillCommand.RerunTasks;
import io.hindcast.core.backfill.BackfillEvent.Approved;
import io.hindcast.core.backfill.BackfillEvent.FencesCompared;
import io.hindcast.core.backfill.BackfillEvent.ForwardRequested;
import io.hindcast.core.backfill.BackfillEvent.Overlapped;
import io.hindcast.core.backfill.BackfillEvent.PassComplete;
import io.hindcast.core.backfill.BackfillEvent.Planned;
import io.hindcast.core.backfill.BackfillEvent.RollbackRequested;
import io.hindcast.core.backfill.BackfillEvent.SwapCompleted;
import io.hindcast.core.backfill.BackfillEvent.SwapRefused;
import io.hindcast.core.backfill.BackfillEvent.SwapRolledBack;
import io.hindcast.core.backfill.BackfillEvent.TaskGaveUp;
import io.hindcast.core.backfill.BackfillEvent.Unblocked;
import io.hindcast.core.backfill.BackfillEvent.VerdictPassed;
import io.hindcast.core.backfill.BackfillEvent.VerdictStale;
import io.hindcast.core.backfill.BackfillMachine.Step;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.pin.PartitionPin;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whole lives of backfills, event by event. */
class BackfillLifeTest {
  private static final UUID ID = BackfillSamples.AWAITED;
  private static final Moved MOVED = new Moved(List.of("t00001"), List.of("20010101"));
  private static final Set<String> TASKS = Set.of("t00001");
  private static final UUID BACK = BackfillSamples.OTHER;

  private Step last = new Step(new BackfillState.Planning(), List.of());

  @Test
  void aBackfillOfTwoWavesIsSwapped() {
    happens(new Planned(Course.start(2, 3, true)));
    commands(new OpenShadow(0), new DispatchTasks(0));
    happens(new PassComplete(ID));
    commands(new RequestValidation(ID, 0));
    happens(new VerdictPassed(ID));
    commands(new OpenShadow(0), new DispatchTasks(1));
    happens(new PassComplete(ID), new VerdictPassed(ID));
    commands(new CompareFences());
    happens(new FencesCompared(Moved.NONE, ID, BackfillSamples.REVIEW));
    commands(new RequestSwap(ID, 0));
    happens(new SwapCompleted(ID));
    commands(new CompareFences());
    happens(new FencesCompared(Moved.NONE, ID, BackfillSamples.REVIEW));
    commands(new CleanUp());
    assertThat(last.next()).isInstanceOf(BackfillState.Swapped.class);
  }

  @Test
  void anApprovalIsFollowedByAnotherLookAtTheSources() {
    happens(new Planned(Course.start(1, 3, false)), new PassComplete(ID), new VerdictPassed(ID));
    happens(new FencesCompared(Moved.NONE, ID, BackfillSamples.REVIEW));
    commands();
    happens(new Approved("ada", BackfillSamples.REVIEW.content()));
    commands(new ApproveContent(0), new CompareFences());
    happens(new FencesCompared(Moved.NONE, ID, BackfillSamples.APPROVED));
    commands(new RequestSwap(ID, 0));
  }

  @Test
  void anApprovalIsVoidWhenTheContentChangesAfterIt() {
    happens(new Planned(Course.start(1, 3, false)), new PassComplete(ID), new VerdictPassed(ID));
    happens(new FencesCompared(Moved.NONE, ID, BackfillSamples.REVIEW));
    happens(new Approved("ada", BackfillSamples.REVIEW.content()));
    happens(new FencesCompared(MOVED, ID, BackfillSamples.APPROVED));
    commands(new RerunTasks(TASKS, 1), new DispatchTasks(1));
    PartitionPin pin = new PartitionPin("20010101", 12, "cc", "h", 9, "bb");
    Review other = Review.of(List.of(pin), List.of(Review.Approval.of(BackfillSamples.PIN)));
    happens(new PassComplete(ID), new VerdictPassed(ID), new FencesCompared(Moved.NONE, ID, other));
    commands();
    assertThat(last.next())
        .isInstanceOfSatisfying(
            BackfillState.AwaitingApproval.class,
            it -> {
              assertThat(it.content()).isEqualTo(Content.of(List.of(pin)));
              assertThat(it.message()).contains("void", "20010101 (10 -> 12 rows)");
            });
  }

  @Test
  void aFollowUpIsApprovedLikeTheFirstSwap() {
    happens(new Planned(Course.start(1, 3, false)), new PassComplete(ID), new VerdictPassed(ID));
    happens(new FencesCompared(Moved.NONE, ID, BackfillSamples.APPROVED), new SwapCompleted(ID));
    happens(new FencesCompared(MOVED, ID, BackfillSamples.APPROVED));
    happens(new PassComplete(ID), new VerdictPassed(ID));
    happens(new FencesCompared(Moved.NONE, ID, BackfillSamples.REVIEW));
    assertThat(last.next()).isInstanceOf(BackfillState.AwaitingApproval.class);
    happens(new Approved("ada", BackfillSamples.REVIEW.content()));
    commands(new ApproveContent(1), new CompareFences());
  }

  @Test
  void movedSourcesAreRecomputedABoundedNumberOfTimesBeforeTheSwap() {
    happens(new Planned(Course.start(1, 2, true)), new PassComplete(ID), new VerdictPassed(ID));
    happens(new FencesCompared(MOVED, ID, BackfillSamples.REVIEW));
    commands(new RerunTasks(TASKS, 1), new DispatchTasks(1));
    happens(
        new PassComplete(ID),
        new VerdictPassed(ID),
        new FencesCompared(MOVED, ID, BackfillSamples.REVIEW));
    commands(new RerunTasks(TASKS, 2), new DispatchTasks(2));
    happens(
        new PassComplete(ID),
        new VerdictPassed(ID),
        new FencesCompared(MOVED, ID, BackfillSamples.REVIEW));
    commands(new RequestSwap(ID, 0));
  }

  @Test
  void whatMovedDuringTheSwapIsFollowedUpWithAShadowOfItsOwnUntilItIsTooOften() {
    happens(new Planned(Course.start(1, 1, true)), new PassComplete(ID), new VerdictPassed(ID));
    happens(new FencesCompared(Moved.NONE, ID, BackfillSamples.REVIEW), new SwapCompleted(ID));
    happens(new FencesCompared(MOVED, ID, BackfillSamples.REVIEW));
    commands(new OpenShadow(1), new RerunTasks(TASKS, 1), new DispatchTasks(1));
    happens(
        new PassComplete(ID),
        new VerdictPassed(ID),
        new FencesCompared(Moved.NONE, ID, BackfillSamples.REVIEW));
    commands(new RequestSwap(ID, 1));
    happens(new SwapCompleted(ID), new FencesCompared(MOVED, ID, BackfillSamples.REVIEW));
    assertHot("partitions 20010101 (tasks t00001)", "has the new content");
  }

  @Test
  void aStaleVerdictRunsItsTasksAgainInTheSamePass() {
    happens(new Planned(Course.start(1, 1, true)), new PassComplete(ID));
    happens(new VerdictStale(ID, MOVED));
    commands(new RerunTasks(TASKS, 0), new DispatchTasks(0));
    happens(
        new PassComplete(ID),
        new VerdictStale(
            ID, new Moved(List.of("t00009", "t00003"), List.of("20010109", "20010103"))));
    assertHot("partitions 20010103, 20010109 (tasks t00003, t00009)", "is untouched");
  }

  @Test
  void contentThatOthersChangedIsComputedAgain() {
    SwapRefused changed =
        new SwapRefused(ID, ErrorCode.CONTENT_CHANGED, "parts moved", List.of("20010101"));
    happens(new Planned(Course.start(1, 1, true)), new PassComplete(ID), new VerdictPassed(ID));
    happens(new FencesCompared(Moved.NONE, ID, BackfillSamples.REVIEW), changed);
    commands(new RerunPartitions(List.of("20010101"), 0, 1), new DispatchTasks(1));
    happens(
        new PassComplete(ID),
        new VerdictPassed(ID),
        new FencesCompared(Moved.NONE, ID, BackfillSamples.REVIEW),
        changed);
    assertFailed(ErrorCode.CONTENT_CHANGED, "parts moved");
  }

  @Test
  void theFirstTaskThatGivesUpIsTheReason() {
    happens(new Planned(Course.start(1, 1, true)));
    happens(new TaskGaveUp("t00007", ErrorCode.TRANSFORM_FAILED, "Unknown identifier x"));
    assertFailed(ErrorCode.TRANSFORM_FAILED, "Task t00007: Unknown identifier x");
    commands(new CleanUp());
  }

  @Test
  void aSwappedBackfillGoesBackAndForthAnyNumberOfTimes() {
    last = new Step(new BackfillState.Swapped(), List.of());
    for (int i = 0; i < 3; i++) {
      happens(new RollbackRequested("ada", BACK, List.of(ID)));
      commands(new RequestReversal(BACK, Direction.BACK, "ada", List.of(ID)));
      happens(new SwapRolledBack(BACK));
      commands(new CleanUp());
      happens(new ForwardRequested("bob", ID, List.of(BACK)));
      commands(new RequestReversal(ID, Direction.FORWARD, "bob", List.of(BACK)));
      happens(new SwapCompleted(ID));
      commands(new CleanUp());
      assertThat(last.next()).isEqualTo(new BackfillState.Swapped());
    }
  }

  @Test
  void aRefusedRollbackLeavesWhatWas() {
    SwapRefused refused = new SwapRefused(BACK, ErrorCode.SWAP_CONFLICT, "touched by another");
    for (BackfillState origin :
        List.of(
            new BackfillState.Swapped(),
            new BackfillState.HotPartition("hot"),
            new BackfillState.Failed(ErrorCode.CHECK_FAILED, "no"),
            new BackfillState.FollowingUp(BackfillSamples.LAST_WAVE))) {
      last = new Step(origin, List.of());
      happens(new RollbackRequested("ada", BACK, List.of(ID)), refused);
      assertThat(last.next()).isEqualTo(origin);
    }
  }

  @Test
  void aFollowUpThatWasGivenUpForARefusedRollbackBeginsAnew() {
    happens(new Planned(Course.start(1, 2, true)), new PassComplete(ID), new VerdictPassed(ID));
    happens(new FencesCompared(Moved.NONE, ID, BackfillSamples.REVIEW), new SwapCompleted(ID));
    happens(new FencesCompared(MOVED, ID, BackfillSamples.REVIEW), new PassComplete(ID));
    happens(new RollbackRequested("ada", BACK, List.of(ID)));
    commands(new RequestReversal(BACK, Direction.BACK, "ada", List.of(ID)), new GiveUpRound(1));
    assertThat(BackfillMachine.pending(last.next())).containsExactly(new GiveUpRound(1));
    happens(new SwapRefused(BACK, ErrorCode.RETENTION_OVER, "gone"));
    commands(new OpenShadow(2), new RerunRound(1, 2), new DispatchTasks(2));
  }

  @Test
  void aRefusedSwapForwardLeavesItRolledBack() {
    last = new Step(new BackfillState.RolledBack(), List.of());
    happens(
        new ForwardRequested("ada", ID, List.of(BACK)),
        new SwapRefused(ID, ErrorCode.SWAP_CONFLICT, "touched"));
    assertThat(last.next()).isEqualTo(new BackfillState.RolledBack());
  }

  @Test
  void aQueuedBackfillIsPlannedAnew() {
    happens(new Overlapped(BACK, "waits"));
    commands();
    happens(new Unblocked());
    assertThat(last.next()).isEqualTo(new BackfillState.Planning());
  }

  private void assertHot(String... texts) {
    assertThat(last.next())
        .isInstanceOfSatisfying(
            BackfillState.HotPartition.class,
            hot ->
                assertThat(hot.message())
                    .contains(texts)
                    .contains("End the range", "source.allowedLateness", "swap.catchUpRounds")
                    .contains("pause the writers"));
    commands(new CleanUp());
  }

  private void happens(BackfillEvent... events) {
    for (BackfillEvent event : events) {
      last = BackfillMachine.transition("b1", last.next(), event);
    }
  }

  private void commands(BackfillCommand... commands) {
    assertThat(last.commands()).containsExactly(commands);
  }

  private void assertFailed(ErrorCode code, String message) {
    assertThat(last.next())
        .isInstanceOfSatisfying(
            BackfillState.Failed.class,
            failed -> {
              assertThat(failed.code()).isEqualTo(code);
              assertThat(failed.message()).contains(message);
            });
  }
}
