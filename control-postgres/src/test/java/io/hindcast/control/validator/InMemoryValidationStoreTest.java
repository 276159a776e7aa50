package io.hindcast.control.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.core.check.InMemoryValidationStore;
import io.hindcast.core.check.ValidationStore;
import io.hindcast.core.outbox.OutboxMessage;
import java.util.List;
import java.util.UUID;

class InMemoryValidationStoreTest extends ValidationStoreContract {
  private final InMemoryValidationStore store = new InMemoryValidationStore();

  @Override
  ValidationStore store() {
    return store;
  }

  @Override
  List<OutboxMessage> published(UUID eventId) {
    return store.published().stream().filter(message -> message.id().equals(eventId)).toList();
  }

  @Override
  void assertPublishedTimes(UUID eventId, int times) {
    assertThat(published(eventId)).hasSize(times);
  }
}
