package io.hindcast.core.outbox;

import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that a service publishes by writing it in the transaction of its state change.
 *
 * @param id the event id that consumers de-duplicate by
 * @param topic with the prefix, such as {@code hindcast.tasks}
 * @param key decides the Kafka partition and thereby the order
 * @param type the message's name, such as {@code Task}
 * @param payload encoded message; neither copied nor changed
 * @param traceparent W3C trace context, or null
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode below look at the bytes.
public record OutboxMessage(
    UUID id, String topic, String key, String type, byte[] payload, @Nullable String traceparent) {
  /** What every topic's name starts with. */
  public static final String TOPIC_PREFIX = "hindcast.";

  /** Rejects a topic that the relay could not route. */
  public OutboxMessage {
    if (!topic.startsWith(TOPIC_PREFIX) || topic.length() == TOPIC_PREFIX.length()) {
      throw new IllegalArgumentException(
          "The topic is '%s': expected %s and a name".formatted(topic, TOPIC_PREFIX));
    }
    if (key.isEmpty()) {
      throw new IllegalArgumentException("The key of a message for %s is empty".formatted(topic));
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OutboxMessage message
        && id.equals(message.id)
        && topic.equals(message.topic)
        && key.equals(message.key)
        && type.equals(message.type)
        && Arrays.equals(payload, message.payload)
        && Objects.equals(traceparent, message.traceparent);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "OutboxMessage[%s, %s, key=%s, %s, %d bytes]"
        .formatted(id, topic, key, type, payload.length);
  }
}
