package io.hindcast.messaging;

import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;

/**
 * A topic of the bus and what it is made of.
 *
 * @param <T> the one type of message in it
 * @param name as the broker knows it
 * @param type class of the messages
 * @param key what the messages are keyed, and therefore ordered, by
 * @param partitions how many partitions a new topic gets
 * @param retention how long messages are kept; older ones are deleted
 */
public record Topic<T extends SpecificRecord>(
    String name, Class<T> type, TopicKey key, int partitions, Duration retention) {

  /** What every topic name starts with. */
  public static final String PREFIX = "hindcast.";

  /** A topic with a valid name and at least one partition. */
  public Topic {
    if (!name.matches("hindcast\\.[a-z-]+")) {
      throw new IllegalArgumentException(
          "Topic name '%s' is not of the form hindcast.[a-z-]+.".formatted(name));
    }
    if (partitions < 1 || retention.isNegative() || retention.isZero()) {
      throw new IllegalArgumentException(
          "Topic %s needs at least one partition and a positive retention, but has %d and %s."
              .formatted(name, partitions, retention));
    }
  }

  /** The name without its prefix: the aggregate type of outbox rows for this topic. */
  public String shortName() {
    return name.substring(PREFIX.length());
  }
}
