package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.swap.SwapState;
import io.hindcast.relay.swap.model.Storage;
import java.util.ArrayList;
import java.util.List;

/** Every acknowledged row is there once, a row of unknown fate at most once, and nothing else. */
final class NoLostRow implements Invariant {
  @Override
  public void check(SwapSimulation simulation, SwapState.Terminal outcome) {
    Storage live = simulation.server.storage(SwapSimulation.LIVE);
    List<Long> surplus = new ArrayList<>(live.rowsOf("u"));
    List<Long> expected = new ArrayList<>(simulation.untouched);
    expected.addAll(simulation.server.acknowledged());
    for (Long row : expected) {
      assertThat(surplus.remove(row)).as("row %d is there", row).isTrue();
    }
    simulation.server.unsure().forEach(surplus::remove);
    assertThat(surplus).as("rows that nobody wrote, or twice").isEmpty();
    assertThat(live.rowsOf("t"))
        .isEqualTo(outcome instanceof SwapState.Completed ? simulation.after : simulation.before);
  }
}
