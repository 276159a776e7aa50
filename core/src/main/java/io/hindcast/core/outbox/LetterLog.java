package io.hindcast.core.outbox;

import io.hindcast.core.error.HindcastException;

/** Where a service without an outbox writes down what it sends, before it sends it. */
@FunctionalInterface
public interface LetterLog {
  /** For services whose messages come from an outbox, and for other programs. */
  LetterLog NONE = letter -> {};

  /**
   * Returns when that is durable. Writing the same letter twice is writing it once.
   *
   * @throws HindcastException STORE_UNAVAILABLE when it is not: the message must not be sent
   */
  void write(Letter letter);
}
