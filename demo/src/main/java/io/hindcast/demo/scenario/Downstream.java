package io.hindcast.demo.scenario;

import io.hindcast.demo.consumer.SwapConsumer;
import io.hindcast.messaging.MessageBus;
import io.hindcast.schemas.SwapCompleted;
import io.hindcast.schemas.SwapEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A downstream consumer that hears of one backfill's swaps. */
final class Downstream {
  private final UUID backfillId;
  private final Runnable onSwap;
  private final List<SwapSeen> swaps = new ArrayList<>();
  private final CountDownLatch first = new CountDownLatch(1);

  /**
   * Hears of the backfill's swaps.
   *
   * @param onSwap called at each completed one
   */
  Downstream(UUID backfillId, Runnable onSwap) {
    this.backfillId = backfillId;
    this.onSwap = onSwap;
  }

  void follow(MessageBus bus) {
    new SwapConsumer(this::hear).follow(bus, "demo-" + backfillId);
  }

  /**
   * Completed swaps in the order of their arrival, once the first one has arrived or time is up.
   */
  List<SwapSeen> swaps(Duration patience) {
    try {
      if (!first.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return List.of();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (swaps) {
      return List.copyOf(swaps);
    }
  }

  private void hear(SwapEvent event) {
    if (event.getMeta().getBackfillId().equals(backfillId)
        && event.getOutcome() instanceof SwapCompleted completed) {
      synchronized (swaps) {
        swaps.add(SwapSeen.of(event, completed));
      }
      onSwap.run();
      first.countDown();
    }
  }
}
