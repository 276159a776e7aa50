package io.hindcast.systemtests.stack;

import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.MessageBus;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.SwapCompleted;
import io.hindcast.schemas.SwapEvent;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** What a consumer downstream has received. */
public final class SwapEvents {
  private final List<Delivery<SwapEvent>> deliveries = new CopyOnWriteArrayList<>();

  private SwapEvents() {}

  static SwapEvents follow(MessageBus bus) {
    SwapEvents events = new SwapEvents();
    bus.subscribe(Topics.SWAP_EVENTS, "system-tests", events.deliveries::add);
    return events;
  }

  /** The backfill's events, each once. */
  public List<SwapEvent> of(UUID backfillId) {
    return deliveries.stream()
        .map(Delivery::message)
        .filter(event -> event.getMeta().getBackfillId().equals(backfillId))
        .distinct()
        .toList();
  }

  /** The backfill's only completed swap; waits for it. */
  public SwapCompleted completed(UUID backfillId) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> !of(backfillId).isEmpty());
    List<SwapEvent> events = of(backfillId);
    if (events.size() == 1 && events.getFirst().getOutcome() instanceof SwapCompleted completed) {
      return completed;
    }
    throw new AssertionError("Expected one completed swap, found " + events);
  }
}
