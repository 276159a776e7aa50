package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.outbox.OutboxMessage;

/** Each swap that has ended is told of by one event of its own id, none before. */
final class OutboxMatchesState implements Invariant {
  @Override
  public void check(SwapSimulation.Ended ended) {
    SwapSimulation simulation = ended.simulation();
    assertThat(simulation.store.outbox).extracting(OutboxMessage::id).doesNotHaveDuplicates();
    assertThat(simulation.store.outbox.getLast().id())
        .isEqualTo(SwapLetter.eventId(ended.plan().swapId()));
    assertThat(simulation.store.outbox).hasSize(simulation.swaps());
  }
}
