package io.hindcast.core.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.backfill.BackfillCommand.CleanUp;
import io.hindcast.core.backfill.BackfillCommand.CompareFences;
import io.hindcast.core.backfill.BackfillCommand.DispatchTasks;
import io.hindcast.core.backfill.BackfillCommand.OpenShadow;
import io.hindcast.core.backfill.BackfillCommand.RegroupRound;
import io.hindcast.core.backfill.BackfillCommand.RequestSwap;
import io.hindcast.core.backfill.BackfillCommand.RequestValidation;
import io.hindcast.core.backfill.BackfillCommand.RerunTasks;
import io.hindcast.core.backfill.BackfillEvent.Approved;
import io.hindcast.core.backfill.BackfillEvent.FencesCompared;
import io.hindcast.core.backfill.BackfillEvent.PassComplete;
import io.hindcast.core.backfill.BackfillEvent.Planned;
import io.hindcast.core.backfill.BackfillEvent.SwapCompleted;
import io.hindcast.core.backfill.BackfillEvent.SwapRefused;
import io.hindcast.core.backfill.BackfillEvent.TaskGaveUp;
import io.hindcast.core.backfill.BackfillEvent.VerdictPassed;
import io.hindcast.core.backfill.BackfillEvent.VerdictStale;
import io.hindcast.core.backfill.BackfillMachine.Step;
import io.hindcast.core.error.ErrorCode;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whole lives of backfills, event by event. */
class BackfillLifeTest {
  private static final UUID ID = BackfillSamples.AWAITED;
  private static final Set<String> MOVED = Set.of("t00001");

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
    happens(new FencesCompared(Set.of(), ID));
    commands(new RequestSwap(ID, 0));
    happens(new SwapCompleted(ID));
    commands(new CompareFences());
    happens(new FencesCompared(Set.of(), ID));
    commands(new CleanUp());
    assertThat(last.next()).isInstanceOf(BackfillState.Swapped.class);
  }

  @Test
  void anApprovalIsFollowedByAnotherLookAtTheSources() {
    happens(new Planned(Course.start(1, 3, false)), new PassComplete(ID), new VerdictPassed(ID));
    happens(new FencesCompared(Set.of(), ID));
    commands();
    happens(new Approved("ada"));
    commands(new CompareFences());
    happens(new FencesCompared(Set.of(), ID));
    commands(new RequestSwap(ID, 0));
  }

  @Test
  void movedSourcesAreRecomputedABoundedNumberOfTimesBeforeTheSwap() {
    happens(new Planned(Course.start(1, 2, true)), new PassComplete(ID), new VerdictPassed(ID));
    happens(new FencesCompared(MOVED, ID));
    commands(new RerunTasks(MOVED, 1), new DispatchTasks(1));
    happens(new PassComplete(ID), new VerdictPassed(ID), new FencesCompared(MOVED, ID));
    commands(new RerunTasks(MOVED, 2), new DispatchTasks(2));
    happens(new PassComplete(ID), new VerdictPassed(ID), new FencesCompared(MOVED, ID));
    commands(new RequestSwap(ID, 0));
  }

  @Test
  void whatMovedDuringTheSwapIsFollowedUpWithAShadowOfItsOwnUntilItIsTooOften() {
    happens(new Planned(Course.start(1, 1, true)), new PassComplete(ID), new VerdictPassed(ID));
    happens(new FencesCompared(Set.of(), ID), new SwapCompleted(ID));
    happens(new FencesCompared(MOVED, ID));
    commands(new OpenShadow(1), new RerunTasks(MOVED, 1), new DispatchTasks(1));
    happens(new PassComplete(ID), new VerdictPassed(ID), new FencesCompared(Set.of(), ID));
    commands(new RequestSwap(ID, 1));
    happens(new SwapCompleted(ID), new FencesCompared(MOVED, ID));
    assertFailed(ErrorCode.HOT_PARTITION, "t00001");
  }

  @Test
  void aStaleVerdictRunsItsTasksAgainInTheSamePass() {
    happens(new Planned(Course.start(1, 1, true)), new PassComplete(ID));
    happens(new VerdictStale(ID, MOVED));
    commands(new RerunTasks(MOVED, 0), new DispatchTasks(0));
    happens(new PassComplete(ID), new VerdictStale(ID, Set.of("t00009", "t00003")));
    assertFailed(ErrorCode.HOT_PARTITION, "t00003, t00009");
  }

  @Test
  void contentThatChangedAfterItsVerdictIsJudgedAgain() {
    SwapRefused changed = new SwapRefused(ID, ErrorCode.CONTENT_CHANGED, "parts moved");
    happens(new Planned(Course.start(1, 1, true)), new PassComplete(ID), new VerdictPassed(ID));
    happens(new FencesCompared(Set.of(), ID), changed);
    commands(new RegroupRound(0, 1), new DispatchTasks(1));
    happens(new PassComplete(ID), new VerdictPassed(ID), new FencesCompared(Set.of(), ID), changed);
    assertFailed(ErrorCode.CONTENT_CHANGED, "parts moved");
  }

  @Test
  void theFirstTaskThatGivesUpIsTheReason() {
    happens(new Planned(Course.start(1, 1, true)));
    happens(new TaskGaveUp("t00007", ErrorCode.TRANSFORM_FAILED, "Unknown identifier x"));
    assertFailed(ErrorCode.TRANSFORM_FAILED, "Task t00007: Unknown identifier x");
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
