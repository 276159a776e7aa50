package io.hindcast.demo.consumer;

import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.MessageBus;
import io.hindcast.messaging.Topics;
import io.hindcast.messaging.kafka.KafkaMessageBus;
import io.hindcast.messaging.kafka.KafkaSettings;
import io.hindcast.schemas.SwapCompleted;
import io.hindcast.schemas.SwapEvent;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Follows {@code hindcast.swap-events}, each event once. A real consumer keeps the ids that it has
 * seen where it keeps its effects, and writes both in one transaction.
 */
public final class SwapConsumer {
  private final Set<UUID> seen = new HashSet<>();
  private final Consumer<SwapEvent> effect;

  /** Hands each event to the effect. */
  public SwapConsumer(Consumer<SwapEvent> effect) {
    this.effect = effect;
  }

  /** Begins to follow as a member of the group; stops when the bus is closed. */
  public void follow(MessageBus bus, String group) {
    bus.subscribe(Topics.SWAP_EVENTS, group, this::take);
  }

  private synchronized void take(Delivery<SwapEvent> delivery) {
    if (seen.add(delivery.eventId())) {
      effect.accept(delivery.message());
    }
  }

  /** Prints every completed swap until it is stopped; the argument is Kafka's bootstrap servers. */
  public static void main(String[] args) throws InterruptedException {
    try (MessageBus bus = KafkaMessageBus.open(KafkaSettings.of(args[0], "swap-consumer"))) {
      new SwapConsumer(SwapConsumer::print).follow(bus, "swap-consumer");
      Thread.currentThread().join();
    }
  }

  private static void print(SwapEvent event) {
    if (event.getOutcome() instanceof SwapCompleted swap) {
      System.out.printf(
          "%s.%s: %d partitions now hold version %s of %s (%d rows before, %d after)%n",
          event.getTargetTable().getDatabase(),
          event.getTargetTable().getTable(),
          swap.getPartitions().size(),
          event.getTransformVersion(),
          event.getSpecName(),
          swap.getRowsBefore(),
          swap.getRowsAfter());
    }
  }
}
