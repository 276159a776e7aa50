package io.hindcast.messaging.kafka;

/** Hears of each message that a bus has put aside; called by consuming threads, must not block. */
@FunctionalInterface
public interface DeadLetterListener {
  /** Hears nothing. */
  DeadLetterListener NONE = (topic, code) -> {};

  /**
   * Called when a dead letter is durable.
   *
   * @param topic of the message
   * @param code stable name of the reason
   */
  void putAside(String topic, String code);
}
