package io.hindcast.relay.swap;

import io.hindcast.core.error.HindcastException;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.swap.ClaimedSwap;
import io.hindcast.core.swap.JournalEntry;
import io.hindcast.core.swap.JournalEntry.Mark;
import io.hindcast.core.swap.LeaseLostException;
import io.hindcast.core.swap.SwapCommand;
import io.hindcast.core.swap.SwapEvent;
import io.hindcast.core.swap.SwapGroup;
import io.hindcast.core.swap.SwapLease;
import io.hindcast.core.swap.SwapMachine;
import io.hindcast.core.swap.SwapMachine.Step;
import io.hindcast.core.swap.SwapRepeat;
import io.hindcast.core.swap.SwapState;
import io.hindcast.core.swap.SwapStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
   * Runs a swap, and the others of its group, until terminal states are stored, and answers them.
   *
   * @param guard throws LeaseLostException when a lease no longer surely holds
   */
  List<SwapState.Terminal> run(ClaimedSwap swap, Runnable guard) {
    List<ClaimedSwap> members = swap.all();
    List<SwapState> states = new ArrayList<>(members.stream().map(ClaimedSwap::state).toList());
    try {
      for (int i = 0; i < members.size(); i++) {
        if (!states.get(i).terminal()) {
          take(members, states, i, new SwapEvent.Claimed(members.get(i).lease().epoch()));
        }
      }
      while (true) {
        switch (SwapGroup.next(states)) {
          case SwapGroup.Done ignored -> {
            return states.stream().map(SwapState.Terminal.class::cast).toList();
          }
          case SwapGroup.Tell tell -> take(members, states, tell.index(), tell.event());
          case SwapGroup.Go go -> {
            guard.run();
            SwapState state = states.get(go.index());
            SwapCommand command = SwapMachine.pending(state).orElseThrow();
            take(members, states, go.index(), inTime(state, runner.run(state, command)));
          }
        }
      }
    } catch (LeaseLostException e) { // Another relay has the target: hands off.
      throw e;
    } catch (RuntimeException e) { // Whatever it is, others must not suffer from it.
      states.forEach(this::abandon);
      throw e;
    }
  }

  private void take(List<ClaimedSwap> members, List<SwapState> states, int index, SwapEvent event) {
    SwapState state = states.get(index);
    SwapLease lease = members.get(index).lease();
    Step step = SwapMachine.transition(state, event);
    List<SwapState> next = new ArrayList<>(states);
    next.set(index, step.next());
    Optional<Duration> gap = members.size() > 1 ? SwapGroup.gap(next) : Optional.empty();
    store.save(
        lease, step.next(), entries(lease, state, event, step), messages(state, event, step, gap));
    log(state, event, step.next());
    states.set(index, step.next());
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
      SwapLease lease, SwapState state, SwapEvent event, Step step) {
    long epoch = lease.epoch();
    List<JournalEntry> entries = new ArrayList<>();
    entries.add(new JournalEntry(epoch, state.label(), Mark.AFTER, JournalText.of(event)));
    if (!step.next().terminal()) {
      String command = JournalText.of(step.commands().getFirst());
      entries.add(new JournalEntry(epoch, step.next().label(), Mark.BEFORE, command));
    }
    return entries;
  }

  private List<OutboxMessage> messages(
      SwapState state, SwapEvent event, Step step, Optional<Duration> groupGap) {
    List<OutboxMessage> messages = new ArrayList<>();
    SwapRepeat.of(state, event, step.next())
        .ifPresent(repeat -> messages.add(letter.of(step.next().context(), repeat)));
    for (SwapCommand command : step.commands()) {
      if (command instanceof SwapCommand.Announce announce) {
        messages.add(letter.of(announce.outcome(), groupGap));
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
