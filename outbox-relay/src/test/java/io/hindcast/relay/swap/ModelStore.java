package io.hindcast.relay.swap;

import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.swap.ClaimedSwap;
import io.hindcast.core.swap.JournalEntry;
import io.hindcast.core.swap.LeaseLostException;
import io.hindcast.core.swap.SwapContext;
import io.hindcast.core.swap.SwapLease;
import io.hindcast.core.swap.SwapPlan;
import io.hindcast.core.swap.SwapState;
import io.hindcast.core.swap.SwapStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A store of one swap, whose transactions can be followed or preceded by a crash. */
final class ModelStore implements SwapStore {
  final List<OutboxMessage> outbox = new ArrayList<>();
  final List<JournalEntry> journal = new ArrayList<>();
  private final Runnable mayCrash;
  private SwapState state;
  private long epoch;

  ModelStore(SwapPlan plan, Runnable mayCrash) {
    this.state = new SwapState.Requested(SwapContext.of(plan));
    this.mayCrash = mayCrash;
  }

  SwapState state() {
    return state;
  }

  @Override
  public Optional<ClaimedSwap> claim(String holder, Duration validFor) {
    epoch++;
    SwapPlan plan = state.context().plan();
    return Optional.of(
        new ClaimedSwap(new SwapLease(plan.target(), plan.swapId(), epoch, holder), state));
  }

  @Override
  public void save(
      SwapLease lease,
      SwapState next,
      List<JournalEntry> entries,
      Collection<OutboxMessage> messages) {
    mayCrash.run();
    if (lease.epoch() != epoch) {
      throw new LeaseLostException(lease);
    }
    state = next;
    journal.addAll(entries);
    outbox.addAll(messages);
    mayCrash.run();
  }

  @Override
  public boolean add(SwapPlan plan) {
    return false;
  }

  @Override
  public boolean renew(SwapLease lease, Duration validFor) {
    return lease.epoch() == epoch;
  }

  @Override
  public void release(SwapLease lease) {}

  @Override
  public Optional<SwapState> find(UUID swapId) {
    return Optional.of(state);
  }

  @Override
  public List<JournalEntry> journal(UUID swapId) {
    return journal;
  }

  @Override
  public int open() {
    return state.terminal() ? 0 : 1;
  }
}
