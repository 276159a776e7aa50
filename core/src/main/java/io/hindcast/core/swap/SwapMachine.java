package io.hindcast.core.swap;

import io.hindcast.core.backfill.IllegalTransitionException;
import io.hindcast.core.swap.SwapEvent.Claimed;
import io.hindcast.core.swap.SwapEvent.Failed;
import io.hindcast.core.swap.SwapEvent.GroupBroken;
import io.hindcast.core.swap.SwapEvent.HeldBack;
import io.hindcast.core.swap.SwapState.Adopting;
import io.hindcast.core.swap.SwapState.InWindow;
import io.hindcast.core.swap.SwapState.Preparing;
import io.hindcast.core.swap.SwapState.Published;
import io.hindcast.core.swap.SwapState.Publishing;
import io.hindcast.core.swap.SwapState.Terminal;
import io.hindcast.core.swap.SwapState.Undoing;
import java.util.List;
import java.util.Optional;

/**
 * The swap protocol. Pure: the shell stores the next state, then runs its command, whose answer is
 * the next event. Every state but the first and the last waits for exactly one command, so a state
 * alone says how to go on after a crash.
 */
public final class SwapMachine {
  private SwapMachine() {}

  /** The next state and what to do in it. */
  public record Step(SwapState next, List<SwapCommand> commands) {
    /** Copies the commands. */
    public Step {
      commands = List.copyOf(commands);
    }

    static Step into(SwapState next) {
      return new Step(next, PendingCommand.of(next).stream().toList());
    }
  }

  /**
   * Applies an event.
   *
   * @throws IllegalTransitionException when the state does not take the event
   */
  public static Step transition(SwapState state, SwapEvent event) {
    if (state.terminal()) {
      throw illegal(state, event);
    }
    return Step.into(
        switch (event) {
          case Claimed claimed -> Takeover.by(claimed.epoch(), state);
          case Failed failed -> Reverse.after(failed.failure(), state, event);
          case HeldBack held -> heldBack(state, held);
          case GroupBroken broken -> broken(state, broken);
          default -> forward(state, event);
        });
  }

  /** The step of a state that has not begun, or has to be repeated; empty for the first state. */
  public static Optional<SwapCommand> pending(SwapState state) {
    return PendingCommand.of(state);
  }

  private static SwapState forward(SwapState state, SwapEvent event) {
    return switch (state) {
      case Preparing preparing -> Preparation.next(preparing, event);
      case InWindow window -> Window.next(window, event);
      case Publishing publishing -> Publication.next(publishing, event);
      case Published published -> Settlement.next(published, event);
      case Undoing undoing -> Reverse.next(undoing, event);
      case Adopting adopting -> adopted(adopting, event);
      case Terminal terminal -> throw illegal(terminal, event);
    };
  }

  private static SwapState heldBack(SwapState state, HeldBack event) {
    boolean held = state instanceof InWindow || state instanceof SwapState.Exchanging;
    if (held && !(state instanceof SwapState.LeavingWindow)) {
      return new SwapState.LeavingWindow(state.context().uncomposed());
    }
    if (state instanceof SwapState.Replacing replacing && replacing.index() == 0) {
      return new SwapState.VerifyingParts(state.context().uncomposed());
    }
    throw illegal(state, event);
  }

  private static SwapState broken(SwapState state, GroupBroken event) {
    boolean unpublished =
        state instanceof Preparing
            || state instanceof InWindow
            || state instanceof SwapState.Exchanging
            || (state instanceof SwapState.Replacing replacing && replacing.index() == 0);
    if (unpublished && !(state instanceof SwapState.Requested)) {
      return Reverse.refuse(state.context(), event.failure());
    }
    throw illegal(state, event);
  }

  private static SwapState adopted(Adopting adopting, SwapEvent event) {
    if (event instanceof SwapEvent.Adopted) {
      return adopting.then();
    }
    throw illegal(adopting, event);
  }

  static IllegalTransitionException illegal(SwapState state, SwapEvent event) {
    return new IllegalTransitionException(
        "Swap", state.context().plan().swapId().toString(), state.label(), event.label());
  }
}
