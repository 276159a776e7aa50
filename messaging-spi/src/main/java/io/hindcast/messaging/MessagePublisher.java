package io.hindcast.messaging;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Sends messages. Thread-safe. */
public interface MessagePublisher {
  /**
   * Returns when the message is durable. Messages of one thread with one key keep their order. The
   * event id and the trace context are added to the headers.
   *
   * @param key what the topic is keyed by, see {@link Topic#key()}
   * @throws IllegalArgumentException if the message cannot be encoded or is too long
   * @throws io.hindcast.core.error.HindcastException with MESSAGING_UNAVAILABLE if it was not
   *     acknowledged in time: it may still arrive, so publish it again under the same event id
   */
  <T extends SpecificRecord> void publish(
      Topic<T> topic, String key, T message, Map<String, String> headers);

  /** Publishes without headers of one's own. */
  default <T extends SpecificRecord> void publish(Topic<T> topic, String key, T message) {
    publish(topic, key, message, Map.of());
  }
}
