package io.hindcast.core.backfill;

import static io.hindcast.core.backfill.BackfillMachine.illegal;
import static io.hindcast.core.backfill.BackfillMachine.step;

import io.hindcast.core.backfill.BackfillCommand.CleanUp;
import io.hindcast.core.backfill.BackfillCommand.DispatchTasks;
import io.hindcast.core.backfill.BackfillCommand.GiveUpRound;
import io.hindcast.core.backfill.BackfillCommand.OpenShadow;
import io.hindcast.core.backfill.BackfillCommand.RequestReversal;
import io.hindcast.core.backfill.BackfillCommand.RerunRound;
import io.hindcast.core.backfill.BackfillEvent.ForwardRequested;
import io.hindcast.core.backfill.BackfillEvent.GroupSplit;
import io.hindcast.core.backfill.BackfillEvent.RollbackRequested;
import io.hindcast.core.backfill.BackfillEvent.SwapCompleted;
import io.hindcast.core.backfill.BackfillEvent.SwapRefused;
import io.hindcast.core.backfill.BackfillEvent.SwapRolledBack;
import io.hindcast.core.backfill.BackfillMachine.Step;
import io.hindcast.core.backfill.BackfillState.AwaitingApproval;
import io.hindcast.core.backfill.BackfillState.Failed;
import io.hindcast.core.backfill.BackfillState.FollowingUp;
import io.hindcast.core.backfill.BackfillState.RolledBack;
import io.hindcast.core.backfill.BackfillState.RollingBack;
import io.hindcast.core.backfill.BackfillState.Running;
import io.hindcast.core.backfill.BackfillState.Settling;
import io.hindcast.core.backfill.BackfillState.Swapped;
import io.hindcast.core.backfill.BackfillState.SwappingAgain;
import io.hindcast.core.backfill.BackfillState.TakingBack;
import io.hindcast.core.backfill.BackfillState.Validating;
import java.util.List;
import java.util.Optional;

/** The part of a backfill's life that leads back and forth between its two contents. */
final class Reversal {
  /** Who takes back what only a part of a group has published. */
  private static final String BY = "planner";

  private Reversal() {}

  static boolean rollbackTaken(BackfillState state, RollbackRequested event) {
    return !event.undoes().isEmpty() && Reversals.rollbackProblem(state).isEmpty();
  }

  /**
   * A follow-up that is under way is given up: where the rollback is refused, it begins anew. What
   * its tasks have read since the swap is not live, so that their fences no longer tell what is.
   */
  static Step rollback(BackfillState state, RollbackRequested event) {
    RollingBack rolling = new RollingBack(event.swapId(), origin(state));
    RequestReversal request =
        new RequestReversal(
            event.swapId(), Direction.BACK, event.by(), event.undoes(), event.group());
    return givenUpRound(rolling)
        .map(giveUp -> step(rolling, request, giveUp))
        .orElseGet(() -> step(rolling, request));
  }

  static boolean splitTaken(BackfillState state, GroupSplit event) {
    return !event.undoes().isEmpty() && Reversals.rollbackProblem(state).isEmpty();
  }

  static Step takeBack(GroupSplit event) {
    return step(
        new TakingBack(event.swapId(), event.code(), event.message()),
        new RequestReversal(event.swapId(), Direction.BACK, BY, event.undoes()));
  }

  static Step takingBack(String id, TakingBack state, BackfillEvent event) {
    return switch (event) {
      case SwapRolledBack done when done.swapId().equals(state.swapId()) ->
          step(
              new Failed(
                  state.code(),
                  state.message() + ". This one had been swapped in and was taken back"),
              new CleanUp());
      case SwapRefused refused when refused.swapId().equals(state.swapId()) ->
          step(
              new Failed(
                  state.code(),
                  "%s. This one was swapped in, is live, and could not be taken back (%s): %s; 'hindcast rollback' tries again"
                      .formatted(state.message(), refused.code(), refused.message())),
              new CleanUp());
      default -> throw illegal(id, state, event);
    };
  }

  private static BackfillState origin(BackfillState state) {
    return switch (state) {
      case Validating validating -> new Running(validating.course());
      case Settling settling -> new Running(settling.course());
      case AwaitingApproval awaiting -> new Running(awaiting.course());
      default -> state;
    };
  }

  /** What is still to be done while the answer is awaited. */
  static List<BackfillCommand> givenUp(RollingBack state) {
    return givenUpRound(state).stream().map(BackfillCommand.class::cast).toList();
  }

  private static Optional<GiveUpRound> givenUpRound(RollingBack state) {
    return state.origin() instanceof Running running
        ? Optional.of(new GiveUpRound(running.course().round()))
        : Optional.empty();
  }

  static Step rollingBack(String id, RollingBack state, BackfillEvent event) {
    return switch (event) {
      case SwapRolledBack done when done.swapId().equals(state.swapId()) ->
          step(new RolledBack(), new CleanUp());
      case SwapRefused refused when refused.swapId().equals(state.swapId()) ->
          backTo(state.origin());
      default -> throw illegal(id, state, event);
    };
  }

  private static Step backTo(BackfillState origin) {
    return switch (origin) {
      case Running running -> {
        Course again = running.course().restart();
        yield step(
            new Running(again),
            new OpenShadow(again.round()),
            new RerunRound(running.course().round(), again.pass()),
            new DispatchTasks(again.pass()));
      }
      case FollowingUp following -> step(following, new BackfillCommand.CompareFences());
      default -> step(origin, new CleanUp());
    };
  }

  static Step rolledBack(String id, RolledBack state, BackfillEvent event) {
    return switch (event) {
      case ForwardRequested forward ->
          step(
              new SwappingAgain(forward.swapId()),
              new RequestReversal(
                  forward.swapId(),
                  Direction.FORWARD,
                  forward.by(),
                  forward.undoes(),
                  forward.group()));
      default -> throw illegal(id, state, event);
    };
  }

  static Step swappingAgain(String id, SwappingAgain state, BackfillEvent event) {
    return switch (event) {
      case SwapCompleted done when done.swapId().equals(state.swapId()) ->
          step(new Swapped(), new CleanUp());
      case SwapRefused refused when refused.swapId().equals(state.swapId()) ->
          step(new RolledBack(), new CleanUp());
      default -> throw illegal(id, state, event);
    };
  }
}
