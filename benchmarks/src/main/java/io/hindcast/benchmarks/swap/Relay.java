package io.hindcast.benchmarks.swap;

import io.hindcast.messaging.MessageBus;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.SwapEvent;
import io.hindcast.schemas.SwapRequest;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The relay as the planner sees it: a request on a topic, and an event on another. */
final class Relay {
  private static final long PATIENCE_MINUTES = 10;

  private final MessageBus bus;
  private final Map<String, CompletableFuture<SwapEvent>> swaps = new ConcurrentHashMap<>();

  Relay(MessageBus bus) {
    this.bus = bus;
    bus.subscribe(
        Topics.SWAP_EVENTS,
        "bench-swap",
        event -> swap(event.message().getSwapId()).complete(event.message()));
  }

  /** Has the swap done and waits until its event is heard. */
  SwapEvent swap(SwapRequest request) {
    CompletableFuture<SwapEvent> event = swap(request.getSwapId());
    bus.publisher().publish(Topics.SWAP_REQUESTS, SwapTables.LIVE.toString(), request);
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
