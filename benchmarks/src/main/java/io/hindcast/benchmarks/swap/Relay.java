package io.hindcast.benchmarks.swap;

import io.hindcast.control.outbox.StandIn;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.messaging.MessageBus;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.SwapEvent;
import io.hindcast.schemas.SwapRequest;
import io.hindcast.schemas.codec.MessageCodec;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The relay as the planner sees it: a request on a topic, and an event on another. */
final class Relay {
  private static final long PATIENCE_MINUTES = 10;

  private final StandIn planner;
  private final Map<String, CompletableFuture<SwapEvent>> swaps = new ConcurrentHashMap<>();

  /**
   * Listens, and asks for swaps.
   *
   * @param planner in whose name they are asked for
   */
  Relay(MessageBus bus, StandIn planner) {
    this.planner = planner;
    bus.subscribe(
        Topics.SWAP_EVENTS,
        "bench-swap",
        event -> swap(event.message().getSwapId()).complete(event.message()));
  }

  /** Has the swap done and waits until its event is heard. */
  SwapEvent swap(SwapRequest request) {
    CompletableFuture<SwapEvent> event = swap(request.getSwapId());
    planner.say(
        new OutboxMessage(
            request.getMeta().getEventId(),
            Topics.SWAP_REQUESTS.name(),
            SwapTables.LIVE.toString(),
            "SwapRequest",
            MessageCodec.standard().encode(request),
            null));
    try {
      return event.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a swap runs", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("Swap %s was not heard of".formatted(request.getSwapId()), e);
    }
  }

  private CompletableFuture<SwapEvent> swap(String swapId) {
    return swaps.computeIfAbsent(swapId, id -> new CompletableFuture<>());
  }
}
