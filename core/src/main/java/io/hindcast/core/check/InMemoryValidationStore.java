package io.hindcast.core.check;

import io.hindcast.core.outbox.OutboxMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keeps verdicts as long as the process lives. Thread-safe. */
public final class InMemoryValidationStore implements ValidationStore {
  private final Map<UUID, OutboxMessage> verdicts = new HashMap<>();
  private final List<OutboxMessage> published = new ArrayList<>();

  @Override
  public synchronized Optional<OutboxMessage> republish(UUID validationId) {
    Optional<OutboxMessage> verdict = Optional.ofNullable(verdicts.get(validationId));
    verdict.ifPresent(published::add);
    return verdict;
  }

  @Override
  public synchronized OutboxMessage publish(JudgedValidation validation) {
    UUID id = validation.order().validationId();
    OutboxMessage first = verdicts.putIfAbsent(id, validation.message());
    OutboxMessage verdict = first == null ? validation.message() : first;
    published.add(verdict);
    return verdict;
  }

  /** Everything published so far, in order, repetitions included. */
  public synchronized List<OutboxMessage> published() {
    return List.copyOf(published);
  }
}
