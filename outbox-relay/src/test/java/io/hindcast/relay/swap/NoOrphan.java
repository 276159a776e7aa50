package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.table.TableName;
import java.util.HashSet;
import java.util.Set;

/** Only the live table and what is kept on purpose are left. */
final class NoOrphan implements Invariant {
  @Override
  public void check(SwapSimulation.Ended ended) {
    SwapSimulation simulation = ended.simulation();
    Set<TableName> expected = new HashSet<>(simulation.given());
    expected.add(SwapSimulation.LIVE);
    simulation.store.completed().forEach(completed -> expected.addAll(completed.kept().all()));
    if (!ended.completed() && !ended.plan().intent().undoing()) {
      expected.add(ended.plan().shadow());
    }
    assertThat(simulation.server.names()).containsExactlyInAnyOrderElementsOf(expected);
  }
}
