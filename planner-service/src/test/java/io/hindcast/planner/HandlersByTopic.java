package io.hindcast.planner;

import io.hindcast.messaging.MessageBus;
import io.hindcast.messaging.MessageHandler;
import io.hindcast.messaging.MessagePublisher;
import io.hindcast.messaging.Subscription;
import io.hindcast.messaging.SubscriptionHealth;
import io.hindcast.messaging.Topic;
import io.hindcast.messaging.WorkHandler;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;

/** A bus that remembers the planner's handlers instead of consuming. */
final class HandlersByTopic implements MessageBus {
  private final Map<String, MessageHandler<?>> handlers = new HashMap<>();

  @SuppressWarnings("unchecked") // A topic's handler takes the topic's type.
  <T extends SpecificRecord> MessageHandler<T> of(String topic) {
    return (MessageHandler<T>) Objects.requireNonNull(handlers.get(topic), topic);
  }

  @Override
  public MessagePublisher publisher() {
    throw new UnsupportedOperationException("The planner publishes through its outbox");
  }

  @Override
  public <T extends SpecificRecord> Subscription subscribe(
      Topic<T> topic, String groupId, MessageHandler<T> handler) {
    handlers.put(topic.name(), handler);
    return new Subscription() {
      @Override
      public String name() {
        return topic.name();
      }

      @Override
      public SubscriptionHealth health() {
        return new SubscriptionHealth(topic.name(), List.of());
      }

      @Override
      public void close(Duration drain) {}
    };
  }

  @Override
  public <T extends SpecificRecord> Subscription consumeWork(
      Topic<T> topic, String groupId, int slots, WorkHandler<T> handler) {
    throw new UnsupportedOperationException("The planner takes no work");
  }

  @Override
  public List<SubscriptionHealth> health() {
    return List.of();
  }

  @Override
  public void close() {}
}
