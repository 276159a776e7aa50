package io.hindcast.core.swap;

import io.hindcast.core.outbox.OutboxMessage;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Swaps, their journal and the leases of their targets. Every method is one transaction; it throws
 * {@link io.hindcast.core.error.HindcastException} STORE_UNAVAILABLE when the store cannot be
 * reached or the outcome is unknown. Leases live by the store's clock.
 */
public interface SwapStore {

  /** Records a swap as requested; false when its id is known, and nothing is changed. */
  boolean add(SwapPlan plan);

  /**
   * Takes the lease of a target that has an open swap and no valid lease, with a new epoch, for its
   * oldest open swap. Two callers never get the same. A swap of a group is claimed with all others
   * of the group that have not ended, once all are known and all their targets are free.
   */
  Optional<ClaimedSwap> claim(String holder, Duration validFor);

  /** Prolongs a lease from now on; false when it is lost. */
  boolean renew(SwapLease lease, Duration validFor);

  /**
   * Stores the next state, the journal entries and the messages together.
   *
   * @throws LeaseLostException when another epoch holds the target; nothing is stored then
   */
  void save(
      SwapLease lease,
      SwapState next,
      List<JournalEntry> entries,
      Collection<OutboxMessage> messages);

  /** Gives a lease back, so that the next claim need not wait; nothing happens when it is lost. */
  void release(SwapLease lease);

  /**
   * Completed swaps of the plan's target, oldest first, from the first one that the plan takes back
   * or that its backfill has made.
   */
  List<SwapState.Completed> history(SwapPlan plan);

  /** The state of a swap. */
  Optional<SwapState> find(UUID swapId);

  /** The journal of a swap, oldest first. */
  List<JournalEntry> journal(UUID swapId);

  /** How many swaps have not ended. */
  int open();
}
