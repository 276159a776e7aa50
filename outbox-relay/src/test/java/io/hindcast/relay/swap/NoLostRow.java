package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.relay.swap.model.ModelServer.Written;
import io.hindcast.relay.swap.model.Storage;
import java.util.ArrayList;
import java.util.List;

/** Every acknowledged row is there once, a row of unknown fate at most once, and nothing else. */
final class NoLostRow implements Invariant {
  @Override
  public void check(SwapSimulation.Ended ended) {
    SwapSimulation simulation = ended.simulation();
    Storage live = simulation.server.storage(SwapSimulation.LIVE);
    List<Long> surplus = new ArrayList<>(live.rowsOf(""));
    for (Long row : simulation.expected(ended)) {
      assertThat(surplus.remove(row)).as("row %d is there", row).isTrue();
    }
    simulation.server.unsure().stream().map(Written::row).forEach(surplus::remove);
    assertThat(surplus).as("rows that nobody wrote, or twice").isEmpty();
  }
}
