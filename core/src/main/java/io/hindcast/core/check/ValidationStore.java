package io.hindcast.core.check;

import io.hindcast.core.outbox.OutboxMessage;
import java.util.Optional;
import java.util.UUID;

/**
 * The validator's memory. A validation is judged once: whatever arrives again is answered with the
 * verdict that was given, under its first event id.
 */
public interface ValidationStore {

  /**
   * Publishes the stored verdict once more.
   *
   * @return the verdict's message; empty, and nothing is published, when the validation has none
   */
  Optional<OutboxMessage> republish(UUID validationId);

  /**
   * Stores and publishes a verdict, in one transaction. When the validation has a verdict already,
   * because somebody else was faster, that one is published once more and the new one is dropped.
   *
   * @return the message that was published
   * @throws io.hindcast.core.error.HindcastException STORE_UNAVAILABLE when the outcome is unknown;
   *     calling again is safe
   */
  OutboxMessage publish(JudgedValidation validation);
}
