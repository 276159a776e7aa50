package io.hindcast.messaging;

import org.apache.avro.specific.SpecificRecord;

/** Takes the messages of an ordered subscription. */
@FunctionalInterface
public interface MessageHandler<T extends SpecificRecord> {
  /**
   * Handles one message. Returning normally means that its effect is durable: it is not delivered
   * again unless the process dies before that is recorded. Messages of one partition come one at a
   * time and in order, on a virtual thread; different partitions run side by side.
   *
   * @throws PoisonMessageException if the message can never be handled: it becomes a dead letter
   * @throws Exception for any other failure: the same message is tried again after a pause, and
   *     becomes a dead letter only when {@link FailureKind} says that trying is useless
   */
  void handle(Delivery<T> delivery) throws Exception;
}
