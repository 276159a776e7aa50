package io.hindcast.core.outbox;

import io.hindcast.core.error.HindcastException;

/**
 * What services have really sent. Anybody who can write to a topic can write there in the name of a
 * service; what a service sends is written down where only services can write.
 */
@FunctionalInterface
public interface SentLetters {

  /**
   * Whether the service has sent this very message: the same id, topic, key and bytes.
   *
   * @throws HindcastException STORE_UNAVAILABLE when that cannot be told now
   */
  boolean has(Sender sender, Letter letter);
}
