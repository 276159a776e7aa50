package io.hindcast.core.backfill;

import io.hindcast.core.backfill.BackfillCommand.ApproveContent;
import io.hindcast.core.backfill.BackfillCommand.CleanUp;
import io.hindcast.core.backfill.BackfillCommand.CompareFences;
import io.hindcast.core.backfill.BackfillCommand.DispatchTasks;
import io.hindcast.core.backfill.BackfillCommand.OpenShadow;
import io.hindcast.core.backfill.BackfillCommand.RegroupRound;
import io.hindcast.core.backfill.BackfillCommand.RequestSwap;
import io.hindcast.core.backfill.BackfillCommand.RequestValidation;
import io.hindcast.core.backfill.BackfillCommand.RerunPartitions;
import io.hindcast.core.backfill.BackfillCommand.RerunTasks;
import io.hindcast.core.backfill.BackfillCommand.RetryTasks;
import io.hindcast.core.backfill.BackfillCommand.StopWork;
import io.hindcast.core.backfill.BackfillEvent.Approved;
import io.hindcast.core.backfill.BackfillEvent.CancelRequested;
import io.hindcast.core.backfill.BackfillEvent.FencesCompared;
import io.hindcast.core.backfill.BackfillEvent.GroupBroken;
import io.hindcast.core.backfill.BackfillEvent.GroupReady;
import io.hindcast.core.backfill.BackfillEvent.GroupSplit;
import io.hindcast.core.backfill.BackfillEvent.NothingLeft;
import io.hindcast.core.backfill.BackfillEvent.Overlapped;
import io.hindcast.core.backfill.BackfillEvent.PassComplete;
import io.hindcast.core.backfill.BackfillEvent.PlanRefused;
import io.hindcast.core.backfill.BackfillEvent.Planned;
import io.hindcast.core.backfill.BackfillEvent.RetryRequested;
import io.hindcast.core.backfill.BackfillEvent.RollbackRequested;
import io.hindcast.core.backfill.BackfillEvent.SwapCompleted;
import io.hindcast.core.backfill.BackfillEvent.SwapRefused;
import io.hindcast.core.backfill.BackfillEvent.TaskGaveUp;
import io.hindcast.core.backfill.BackfillEvent.Unblocked;
import io.hindcast.core.backfill.BackfillEvent.VerdictFailed;
import io.hindcast.core.backfill.BackfillEvent.VerdictPassed;
import io.hindcast.core.backfill.BackfillEvent.VerdictStale;
import io.hindcast.core.backfill.BackfillEvent.WorkStopped;
import io.hindcast.core.backfill.BackfillState.AwaitingApproval;
import io.hindcast.core.backfill.BackfillState.AwaitingGroup;
import io.hindcast.core.backfill.BackfillState.Cancelled;
import io.hindcast.core.backfill.BackfillState.Cancelling;
import io.hindcast.core.backfill.BackfillState.Failed;
import io.hindcast.core.backfill.BackfillState.FollowingUp;
import io.hindcast.core.backfill.BackfillState.HotPartition;
import io.hindcast.core.backfill.BackfillState.NothingToDo;
import io.hindcast.core.backfill.BackfillState.Planning;
import io.hindcast.core.backfill.BackfillState.Queued;
import io.hindcast.core.backfill.BackfillState.Rejected;
import io.hindcast.core.backfill.BackfillState.RolledBack;
import io.hindcast.core.backfill.BackfillState.RollingBack;
import io.hindcast.core.backfill.BackfillState.Running;
import io.hindcast.core.backfill.BackfillState.Settling;
import io.hindcast.core.backfill.BackfillState.Swapped;
import io.hindcast.core.backfill.BackfillState.Swapping;
import io.hindcast.core.backfill.BackfillState.SwappingAgain;
import io.hindcast.core.backfill.BackfillState.TakingBack;
import io.hindcast.core.backfill.BackfillState.Validating;
import io.hindcast.core.error.ErrorCode;
import java.util.List;
import java.util.UUID;

/** The life of a backfill. Pure: the shell persists the next state, then runs the commands. */
public final class BackfillMachine {
  private BackfillMachine() {}

  /** The next state and what to do in it. */
  public record Step(BackfillState next, List<BackfillCommand> commands) {
    /** Copies the commands. */
    public Step {
      commands = List.copyOf(commands);
    }
  }

  /**
   * Applies an event.
   *
   * @throws IllegalTransitionException when the state does not take the event; a verdict or swap
   *     result with another id than the awaited one is such an event
   */
  public static Step transition(String id, BackfillState state, BackfillEvent event) {
    if (event instanceof CancelRequested cancel && cancellable(state)) {
      return step(new Cancelling("Cancelled by " + cancel.by()), new StopWork());
    }
    if (event instanceof GroupBroken broken && cancellable(state)) {
      return step(new Failed(broken.code(), broken.message()), new CleanUp());
    }
    if (event instanceof GroupSplit split && Reversal.splitTaken(state, split)) {
      return Reversal.takeBack(split);
    }
    if (event instanceof RollbackRequested rollback && Reversal.rollbackTaken(state, rollback)) {
      return Reversal.rollback(state, rollback);
    }
    return switch (state) {
      case Planning planning -> planning(id, planning, event);
      case Queued queued -> queued(id, queued, event);
      case Running running -> running(id, running, event);
      case Validating validating -> validating(id, validating, event);
      case Settling settling -> settling(id, settling, event);
      case AwaitingApproval awaiting -> awaiting(id, awaiting, event);
      case AwaitingGroup awaiting -> awaitingGroup(id, awaiting, event);
      case TakingBack taking -> Reversal.takingBack(id, taking, event);
      case Swapping swapping -> swapping(id, swapping, event);
      case FollowingUp following -> following(id, following, event);
      case RollingBack rolling -> Reversal.rollingBack(id, rolling, event);
      case RolledBack rolledBack -> Reversal.rolledBack(id, rolledBack, event);
      case SwappingAgain again -> Reversal.swappingAgain(id, again, event);
      case Cancelling cancelling -> cancelling(id, cancelling, event);
      case Failed failed -> failed(id, failed, event);
      case HotPartition ignored -> throw illegal(id, state, event);
      case Swapped ignored -> throw illegal(id, state, event);
      case Cancelled ignored -> throw illegal(id, state, event);
      case Rejected ignored -> throw illegal(id, state, event);
      case NothingToDo ignored -> throw illegal(id, state, event);
    };
  }

  /** The commands that a state waits for; run again after a crash. */
  public static List<BackfillCommand> pending(BackfillState state) {
    return switch (state) {
      case Running running ->
          List.of(
              new OpenShadow(running.course().round()), new DispatchTasks(running.course().pass()));
      case Settling ignored -> List.of(new CompareFences());
      case FollowingUp ignored -> List.of(new CompareFences());
      case RollingBack rolling -> Reversal.givenUp(rolling);
      case Cancelling ignored -> List.of(new StopWork());
      case Planning ignored -> List.of();
      case Queued ignored -> List.of();
      case Validating ignored -> List.of();
      case AwaitingApproval ignored -> List.of();
      case AwaitingGroup ignored -> List.of();
      case TakingBack ignored -> List.of();
      case Swapping ignored -> List.of();
      case SwappingAgain ignored -> List.of();
      case Swapped ignored -> List.of(new CleanUp());
      case RolledBack ignored -> List.of(new CleanUp());
      case HotPartition ignored -> List.of(new CleanUp());
      case Failed ignored -> List.of(new CleanUp());
      case Cancelled ignored -> List.of(new CleanUp());
      case Rejected ignored -> List.of();
      case NothingToDo ignored -> List.of();
    };
  }

  /** Whether a cancel is taken: not once a swap has been asked for. */
  public static boolean cancellable(BackfillState state) {
    return switch (state) {
      case Planning ignored -> true;
      case Queued ignored -> true;
      case Running running -> running.course().beforeSwap();
      case Validating validating -> validating.course().beforeSwap();
      case Settling settling -> settling.course().beforeSwap();
      case AwaitingApproval awaiting -> awaiting.course().beforeSwap();
      case AwaitingGroup awaiting -> awaiting.course().beforeSwap();
      case Cancelling ignored -> false;
      case TakingBack ignored -> false;
      case Swapping ignored -> false;
      case FollowingUp ignored -> false;
      case RollingBack ignored -> false;
      case SwappingAgain ignored -> false;
      case RolledBack ignored -> false;
      case Swapped ignored -> false;
      case Failed ignored -> false;
      case HotPartition ignored -> false;
      case Cancelled ignored -> false;
      case Rejected ignored -> false;
      case NothingToDo ignored -> false;
    };
  }

  private static Step planning(String id, Planning state, BackfillEvent event) {
    return switch (event) {
      case Planned planned -> run(planned.course());
      case PlanRefused refused -> step(new Rejected(refused.code(), refused.message()));
      case NothingLeft nothing -> step(new NothingToDo(nothing.message()));
      case Overlapped overlapped -> step(new Queued(overlapped.other(), overlapped.message()));
      default -> throw illegal(id, state, event);
    };
  }

  private static Step queued(String id, Queued state, BackfillEvent event) {
    return switch (event) {
      case Unblocked ignored -> step(new Planning());
      default -> throw illegal(id, state, event);
    };
  }

  /**
   * What is done stays done. When every wave was done, what failed is a verdict or a swap: all of
   * the round is judged again, as one pass; it is computed again where others have changed it.
   */
  private static Step failed(String id, Failed state, BackfillEvent event) {
    if (!(event instanceof RetryRequested retry)) {
      throw illegal(id, state, event);
    }
    Course course = retry.course().retry();
    boolean judgeAll = retry.passComplete() && course.lastWaveDone();
    Course next = judgeAll ? course.revalidate().retry() : course;
    return step(
        new Running(next),
        new OpenShadow(next.round()),
        judgeAll ? judge(state, next) : new RetryTasks(next.pass()),
        new DispatchTasks(next.pass()));
  }

  private static BackfillCommand judge(Failed state, Course next) {
    return state.code() == ErrorCode.CONTENT_CHANGED
        ? new RerunPartitions(List.of(), next.round(), next.pass())
        : new RegroupRound(next.round(), next.pass());
  }

  /** A second request changes nothing; whoever waits for the end waits for the same. */
  private static Step cancelling(String id, Cancelling state, BackfillEvent event) {
    return switch (event) {
      case WorkStopped ignored -> step(new Cancelled(state.message()), new CleanUp());
      case CancelRequested ignored -> step(state, new StopWork());
      default -> throw illegal(id, state, event);
    };
  }

  private static Step running(String id, Running state, BackfillEvent event) {
    Course course = state.course();
    return switch (event) {
      case PassComplete complete ->
          step(
              new Validating(course, complete.validationId()),
              new RequestValidation(complete.validationId(), course.pass()));
      case TaskGaveUp gaveUp ->
          step(
              new Failed(gaveUp.code(), "Task %s: %s".formatted(gaveUp.taskId(), gaveUp.message())),
              new CleanUp());
      default -> throw illegal(id, state, event);
    };
  }

  private static Step validating(String id, Validating state, BackfillEvent event) {
    Course course = state.course();
    return switch (event) {
      case VerdictPassed passed when passed.validationId().equals(state.validationId()) ->
          course.lastWaveDone()
              ? step(new Settling(course), new CompareFences())
              : run(course.nextPass());
      case VerdictFailed failed when failed.validationId().equals(state.validationId()) ->
          step(new Failed(ErrorCode.CHECK_FAILED, failed.message()), new CleanUp());
      case VerdictStale stale when stale.validationId().equals(state.validationId()) ->
          stale(course, stale);
      default -> throw illegal(id, state, event);
    };
  }

  private static Step stale(Course course, VerdictStale stale) {
    if (course.recomputed().stale() >= course.recomputed().max()) {
      return step(
          HotPartitions.ended(course, course.recomputed().stale(), stale.moved()), new CleanUp());
    }
    return rerun(course.stale(), new RerunTasks(stale.moved().taskIds(), course.pass()));
  }

  private static Step settling(String id, Settling state, BackfillEvent event) {
    Course course = state.course();
    return switch (event) {
      case FencesCompared compared ->
          !compared.moved().nothing() && course.recomputed().catchUps() < course.recomputed().max()
              ? rerun(
                  course.catchUp(), new RerunTasks(compared.moved().taskIds(), course.pass() + 1))
              : settled(course, compared);
      default -> throw illegal(id, state, event);
    };
  }

  /** What still moves after the bounded rounds is followed up after the swap. */
  private static Step settled(Course course, FencesCompared compared) {
    Review review = compared.review();
    if (!course.automatic() && !review.approved()) {
      return step(new AwaitingApproval(course, review.content(), review.difference()));
    }
    UUID swapId = compared.swapId();
    return swapId == null
        ? step(new AwaitingGroup(course))
        : step(new Swapping(course, swapId), new RequestSwap(swapId, course.round()));
  }

  private static Step awaitingGroup(String id, AwaitingGroup state, BackfillEvent event) {
    Course course = state.course();
    return switch (event) {
      case GroupReady ready ->
          step(
              new Swapping(course, ready.swapId()),
              new RequestSwap(ready.swapId(), course.round(), ready.group()));
      default -> throw illegal(id, state, event);
    };
  }

  private static Step awaiting(String id, AwaitingApproval state, BackfillEvent event) {
    return switch (event) {
      case Approved ignored ->
          step(
              new Settling(state.course()),
              new ApproveContent(state.course().round()),
              new CompareFences());
      default -> throw illegal(id, state, event);
    };
  }

  private static Step swapping(String id, Swapping state, BackfillEvent event) {
    Course course = state.course();
    return switch (event) {
      case SwapCompleted done when done.swapId().equals(state.swapId()) ->
          step(new FollowingUp(course), new CompareFences());
      case SwapRefused refused when refused.swapId().equals(state.swapId()) ->
          refused(course, refused);
      default -> throw illegal(id, state, event);
    };
  }

  /**
   * What differs from what was judged was written by others: it is never judged itself, but
   * computed from the sources again.
   */
  private static Step refused(Course course, SwapRefused refused) {
    if (refused.code() == ErrorCode.CONTENT_CHANGED
        && course.recomputed().revalidations() < course.recomputed().max()) {
      Course again = course.revalidate();
      return step(
          new Running(again),
          new RerunPartitions(refused.partitionIds(), again.round(), again.pass()),
          new DispatchTasks(again.pass()));
    }
    return step(new Failed(refused.code(), refused.message()), new CleanUp());
  }

  private static Step following(String id, FollowingUp state, BackfillEvent event) {
    Course course = state.course();
    if (!(event instanceof FencesCompared compared)) {
      throw illegal(id, state, event);
    }
    if (compared.moved().nothing()) {
      return step(new Swapped(), new CleanUp());
    }
    if (course.recomputed().followUps() >= course.recomputed().max()) {
      return step(
          HotPartitions.followedUp(course.recomputed().followUps(), compared.moved()),
          new CleanUp());
    }
    Course next = course.followUp();
    return step(
        new Running(next),
        new OpenShadow(next.round()),
        new RerunTasks(compared.moved().taskIds(), next.pass()),
        new DispatchTasks(next.pass()));
  }

  private static Step run(Course course) {
    return step(
        new Running(course), new OpenShadow(course.round()), new DispatchTasks(course.pass()));
  }

  private static Step rerun(Course course, RerunTasks rerun) {
    return step(new Running(course), rerun, new DispatchTasks(course.pass()));
  }

  static Step step(BackfillState next, BackfillCommand... commands) {
    return new Step(next, List.of(commands));
  }

  static IllegalTransitionException illegal(String id, BackfillState state, BackfillEvent event) {
    return new IllegalTransitionException("Backfill", id, state.label(), event.label());
  }
}
