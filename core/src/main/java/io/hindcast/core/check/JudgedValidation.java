package io.hindcast.core.check;

import io.hindcast.core.outbox.OutboxMessage;

/**
 * A validation with its judgement and the message that tells it.
 *
 * @param order what was asked
 * @param judgement the answer
 * @param message the answer, encoded
 */
public record JudgedValidation(ValidationOrder order, Judgement judgement, OutboxMessage message) {}
