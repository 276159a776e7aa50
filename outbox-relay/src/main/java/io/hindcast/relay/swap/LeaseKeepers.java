package io.hindcast.relay.swap;

import io.hindcast.core.swap.ClaimedSwap;
import io.hindcast.core.swap.SwapStore;
import java.time.Duration;
import java.util.List;

/** Keeps the leases of a swap and of its group. */
record LeaseKeepers(List<LeaseKeeper> keepers) implements AutoCloseable {

  static LeaseKeepers of(SwapStore store, ClaimedSwap swap, Duration validFor, long askedAtNanos) {
    return new LeaseKeepers(
        swap.all().stream()
            .filter(member -> !member.state().terminal())
            .map(member -> new LeaseKeeper(store, member.lease(), validFor, askedAtNanos))
            .toList());
  }

  /** Throws when any of them may have gone to somebody else. */
  void requireHeld() {
    keepers.forEach(LeaseKeeper::requireHeld);
  }

  @Override
  public void close() {
    keepers.forEach(LeaseKeeper::close);
  }
}
