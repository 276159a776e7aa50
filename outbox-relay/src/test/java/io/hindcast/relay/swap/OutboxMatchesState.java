package io.hindcast.relay.swap;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.messaging.Topics;
import java.util.List;

/**
 * Each swap that has ended is told of by one event of its own id, none before; what it repeats
 * meanwhile is told under other ids.
 */
final class OutboxMatchesState implements Invariant {
  @Override
  public void check(SwapSimulation.Ended ended) {
    SwapSimulation simulation = ended.simulation();
    List<OutboxMessage> messages = simulation.store.outbox;
    assertThat(messages).extracting(OutboxMessage::id).doesNotHaveDuplicates();
    assertThat(messages.getLast().id()).isEqualTo(SwapLetter.eventId(ended.plan().swapId()));
    assertThat(messages)
        .filteredOn(message -> message.topic().equals(Topics.SWAP_EVENTS.name()))
        .hasSize(simulation.swaps());
  }
}
