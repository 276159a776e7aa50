package io.hindcast.relay.swap;

import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.swap.ClaimedSwap;
import io.hindcast.core.swap.JournalEntry;
import io.hindcast.core.swap.SwapLease;
import io.hindcast.core.swap.SwapPlan;
import io.hindcast.core.swap.SwapState;
import io.hindcast.core.swap.SwapStore;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A store with something to do around its n-th save, counted from 1. */
final class HookedStore implements SwapStore {
  private final SwapStore store;
  private final Hook before;
  private final Hook after;
  private int saves;

  HookedStore(SwapStore store, Hook before, Hook after) {
    this.store = store;
    this.before = before;
    this.after = after;
  }

  /** Told the number of the save. */
  interface Hook {
    void at(int save);

    Hook NONE = save -> {};
  }

  @Override
  public void save(
      SwapLease lease,
      SwapState next,
      List<JournalEntry> entries,
      Collection<OutboxMessage> messages) {
    saves++;
    before.at(saves);
    store.save(lease, next, entries, messages);
    after.at(saves);
  }

  @Override
  public boolean add(SwapPlan plan) {
    return store.add(plan);
  }

  @Override
  public Optional<ClaimedSwap> claim(String holder, Duration validFor) {
    return store.claim(holder, validFor);
  }

  @Override
  public boolean renew(SwapLease lease, Duration validFor) {
    return store.renew(lease, validFor);
  }

  @Override
  public void release(SwapLease lease) {
    store.release(lease);
  }

  @Override
  public Optional<SwapState> find(UUID swapId) {
    return store.find(swapId);
  }

  @Override
  public List<JournalEntry> journal(UUID swapId) {
    return store.journal(swapId);
  }

  @Override
  public List<SwapState.Completed> history(SwapPlan plan) {
    return store.history(plan);
  }

  @Override
  public int open() {
    return store.open();
  }
}
