package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;

/** Nobody writes under an epoch once a newer one has been written under. */
final class MonotonicFence implements Invariant {
  @Override
  public void check(SwapSimulation.Ended ended) {
    assertThat(ended.simulation().store.epochs).isSorted();
    assertThat(ended.outcome().context().epoch())
        .isEqualTo(ended.simulation().store.epochs.getLast());
  }
}
