package io.hindcast.relay.swap;

import io.hindcast.core.error.HindcastException;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.swap.ClaimedSwap;
import io.hindcast.core.swap.JournalEntry;
import io.hindcast.core.swap.JournalEntry.Mark;
import io.hindcast.core.swap.LeaseLostException;
import io.hindcast.core.swap.SwapCommand;
import io.hindcast.core.swap.SwapEvent;
import io.hindcast.core.swap.SwapMachine;
import io.hindcast.core.swap.SwapMachine.Step;
import io.hindcast.core.swap.SwapState;
import io.hindcast.core.swap.SwapStore;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one claimed swap to its end: stores the next state, then does its step, again and again.
 */
final class SwapExecution {
  private static final Logger LOG = LoggerFactory.getLogger(SwapExecution.class);

  private final SwapStore store;
  private final StepRunner runner;
  private final SwapSteps steps;
  private final SwapLetter letter;

  SwapExecution(SwapStore store, StepRunner runner, SwapSteps steps, SwapLetter letter) {
    this.store = store;
    this.runner = runner;
    this.steps = steps;
    this.letter = letter;
  }

  /**
   * Runs until a terminal state is stored, and answers it.
   *
   * @param guard throws LeaseLostException when the lease no longer surely holds
   */
  SwapState.Terminal run(ClaimedSwap swap, Runnable guard) {
    SwapState state = swap.state();
    SwapEvent event = new SwapEvent.Claimed(swap.lease().epoch());
    try {
      while (true) {
        Step step = SwapMachine.transition(state, event);
        store.save(swap.lease(), step.next(), entries(swap, state, event, step), messages(step));
        log(state, event, step.next());
        state = step.next();
        if (state instanceof SwapState.Terminal terminal) {
          return terminal;
        }
        guard.run();
        event = inTime(state, runner.run(state, step.commands().getFirst()));
      }
    } catch (LeaseLostException e) { // Another relay has the target: hands off.
      throw e;
    } catch (RuntimeException e) { // Whatever it is, others must not suffer from it.
      abandon(state);
      throw e;
    }
  }

  /** Whatever was found while merges stood still for too long has to be found again. */
  private SwapEvent inTime(SwapState state, SwapEvent event) {
    boolean bounded =
        state instanceof SwapState.AwaitingMerges
            || state instanceof SwapState.Comparing
            || state instanceof SwapState.Recloning;
    return bounded && !(event instanceof SwapEvent.Failed) && steps.windowIsOver(state)
        ? new SwapEvent.WindowOver()
        : event;
  }

  /** Merges must not stand still until somebody takes the swap over. */
  private void abandon(SwapState state) {
    if (state instanceof SwapState.InWindow || state instanceof SwapState.Publishing) {
      try {
        steps.startMerges(state.context().plan().target());
      } catch (HindcastException e) { // Whoever takes over starts them first thing.
        LOG.warn(
            "Merges of {} could not be started: {}",
            state.context().plan().target(),
            e.getMessage());
      }
    }
  }

  private static List<JournalEntry> entries(
      ClaimedSwap swap, SwapState state, SwapEvent event, Step step) {
    long epoch = swap.lease().epoch();
    List<JournalEntry> entries = new ArrayList<>();
    entries.add(new JournalEntry(epoch, state.label(), Mark.AFTER, JournalText.of(event)));
    if (!step.next().terminal()) {
      String command = JournalText.of(step.commands().getFirst());
      entries.add(new JournalEntry(epoch, step.next().label(), Mark.BEFORE, command));
    }
    return entries;
  }

  private List<OutboxMessage> messages(Step step) {
    List<OutboxMessage> messages = new ArrayList<>();
    for (SwapCommand command : step.commands()) {
      if (command instanceof SwapCommand.Announce announce) {
        messages.add(letter.of(announce.outcome()));
      }
    }
    return messages;
  }

  private static void log(SwapState from, SwapEvent event, SwapState to) {
    LOG.info(
        "Swap {} of {}: {} -> {} by {}",
        from.context().plan().swapId(),
        from.context().plan().target(),
        from.label(),
        to.label(),
        event.label());
  }
}
