package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.swap.SwapState;
import io.hindcast.core.table.TableName;

/** Only the live table and what is kept on purpose are left. */
final class NoOrphan implements Invariant {
  @Override
  public void check(SwapSimulation simulation, SwapState.Terminal outcome) {
    TableName kept =
        switch (outcome) {
          case SwapState.Completed completed -> completed.previous();
          case SwapState.Refused ignored -> simulation.plan.shadow();
        };
    assertThat(simulation.server.names()).containsExactlyInAnyOrder(SwapSimulation.LIVE, kept);
  }
}
