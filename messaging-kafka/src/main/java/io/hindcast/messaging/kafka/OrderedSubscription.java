package io.hindcast.messaging.kafka;

import io.hindcast.messaging.Subscription;
import io.hindcast.messaging.SubscriptionHealth;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A member of a consumer group: one thread that polls, and a lane for each of its partitions. */
final class OrderedSubscription implements Subscription {
  private static final Logger LOG = LoggerFactory.getLogger(OrderedSubscription.class);

  /** How soon progress is committed, and the signal noticed, when nothing arrives. */
  private static final Duration POLL = Duration.ofMillis(100);

  private final String name;
  private final String topic;
  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final OrderedHandling<?> handling;
  private final StopSignal stop = new StopSignal();
  private final ConsumerLoop loop;

  OrderedSubscription(
      String groupId, Supplier<Consumer<byte[], byte[]>> consumers, OrderedHandling<?> handling) {
    this.topic = handling.reader().topic().name();
    this.name = groupId + " of " + topic;
    this.consumers = consumers;
    this.handling = handling;
    this.loop = new ConsumerLoop(name, this::consume, stop, handling.health(), handling.retry());
  }

  void start() {
    loop.start();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SubscriptionHealth health() {
    return handling.health().health();
  }

  @Override
  public void close(Duration drain) {
    stop.give(drain);
    loop.join();
    handling.health().clear();
  }

  private void consume() {
    try (Consumer<byte[], byte[]> consumer = consumers.get()) {
      var lanes = new Lanes(consumer, partition -> new PartitionLane(partition, handling));
      consumer.subscribe(List.of(topic), lanes);
      LOG.info("{} subscribed.", name);
      serve(consumer, lanes);
    }
  }

  private void serve(Consumer<byte[], byte[]> consumer, Lanes lanes) {
    var connection = new Connection(name, handling.health());
    try {
      while (!stop.isGiven()) {
        lanes.advance(consumer.poll(POLL));
        connection.check(consumer::metrics);
      }
    } finally {
      lanes.stop(stop.leftOr(Duration.ZERO));
    }
  }
}
