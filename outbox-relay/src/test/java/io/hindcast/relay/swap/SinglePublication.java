package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.swap.SwapState;
import java.util.List;

/** Readers see the old content, then the new, never a mix nor the old again; one event says so. */
final class SinglePublication implements Invariant {
  @Override
  public void check(SwapSimulation simulation, SwapState.Terminal outcome) {
    assertThat(simulation.store.outbox).hasSize(1);
    assertThat(simulation.seen)
        .isEqualTo(
            outcome instanceof SwapState.Completed
                ? List.of(simulation.before, simulation.after)
                : List.of(simulation.before));
  }
}
