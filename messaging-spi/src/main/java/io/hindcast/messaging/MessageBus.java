package io.hindcast.messaging;

import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Sends and receives messages. Every message is delivered at least once: handlers must bear
 * repetition, by event id. Bytes that are no message, messages that a handler declares poison, and
 * messages that fail for good become dead letters, and the consumer goes on. Thread-safe.
 */
public interface MessageBus extends AutoCloseable {
  /** Sends messages; open as long as the bus is. */
  MessagePublisher publisher();

  /**
   * Starts to deliver the topic's messages in order per partition, from the group's last position
   * or else from the oldest message. The members of a group, wherever they run, share the
   * partitions. Returns at once; a broker that is away is waited for.
   */
  <T extends SpecificRecord> Subscription subscribe(
      Topic<T> topic, String groupId, MessageHandler<T> handler);

  /**
   * Starts to work off the topic's messages, each given to one worker of the group, in no
   * particular order.
   *
   * @param slots how many messages are worked on side by side by this process, at least 1
   */
  <T extends SpecificRecord> Subscription consumeWork(
      Topic<T> topic, String groupId, int slots, WorkHandler<T> handler);

  /** How the subscriptions of this bus get on; never blocks. */
  List<SubscriptionHealth> health();

  /** Closes all subscriptions, with {@link Subscription#DRAIN}, and then the publisher. */
  @Override
  void close();
}
