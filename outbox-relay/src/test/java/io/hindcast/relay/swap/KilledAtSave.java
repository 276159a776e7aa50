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

/** A store whose process dies at the n-th save, just before or just after its transaction. */
final class KilledAtSave implements SwapStore {
  private final SwapStore store;
  private final Side side;
  private int savesLeft;

  KilledAtSave(SwapStore store, int save, Side side) {
    this.store = store;
    this.savesLeft = save;
    this.side = side;
  }

  enum Side {
    BEFORE,
    AFTER
  }

  /** No exception that anybody could handle: the process is gone. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void save(
      SwapLease lease,
      SwapState next,
      List<JournalEntry> entries,
      Collection<OutboxMessage> messages) {
    boolean last = --savesLeft == 0;
    if (last && side == Side.BEFORE) {
      throw new Killed();
    }
    store.save(lease, next, entries, messages);
    if (last) {
      throw new Killed();
    }
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
  public int open() {
    return store.open();
  }
}
