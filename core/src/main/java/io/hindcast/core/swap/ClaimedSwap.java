package io.hindcast.core.swap;

import java.util.ArrayList;
import java.util.List;

/**
 * A swap whose target's lease was just taken.
 *
 * @param lease the lease
 * @param state as stored, under an earlier epoch
 * @param companions the other swaps of its group: with their leases, or ended and without; empty
 *     when it has none
 */
public record ClaimedSwap(SwapLease lease, SwapState state, List<ClaimedSwap> companions) {

  /** Copies the companions. */
  public ClaimedSwap {
    companions = List.copyOf(companions);
  }

  /** A swap on its own. */
  public ClaimedSwap(SwapLease lease, SwapState state) {
    this(lease, state, List.of());
  }

  /** Itself and its companions. */
  public List<ClaimedSwap> all() {
    List<ClaimedSwap> all = new ArrayList<>(List.of(this));
    all.addAll(companions);
    return all;
  }
}
