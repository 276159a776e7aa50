package io.hindcast.control.validator;

import io.hindcast.control.database.Database;
import io.hindcast.control.database.Row;
import io.hindcast.control.database.Transaction;
import io.hindcast.control.outbox.Outbox;
import io.hindcast.core.check.CheckResult;
import io.hindcast.core.check.JudgedValidation;
import io.hindcast.core.check.ValidationStore;
import io.hindcast.core.outbox.OutboxMessage;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Keeps verdicts in PostgreSQL: the row and its message are committed together. */
public final class PostgresValidationStore implements ValidationStore {
  private static final String INSERT_VALIDATION =
      """
      INSERT INTO validation (id, backfill_id, wave, generation, target, outcome, error,
        event_id, topic, message_key, message_type, payload, traceparent)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO NOTHING
      """;
  private static final String INSERT_CHECK =
      """
      INSERT INTO validation_check
        (validation_id, position, name, outcome, expected, actual, message, partitions)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String FIND_MESSAGE =
      """
      SELECT event_id, topic, message_key, message_type, payload, traceparent
      FROM validation WHERE id = ? FOR UPDATE
      """;

  private final Database database;

  /** Uses the schema of that database, which has been migrated. */
  public PostgresValidationStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<OutboxMessage> republish(UUID validationId) {
    return database.inTransaction(tx -> republish(tx, validationId));
  }

  @Override
  public OutboxMessage publish(JudgedValidation validation) {
    return database.inTransaction(tx -> {
      if (insert(tx, validation)) {
        Outbox.insert(tx, List.of(validation.message()));
        return validation.message();
      }
      return republish(tx, validation.order().validationId()).orElseThrow();
    });
  }

  private static boolean insert(Transaction tx, JudgedValidation validation) {
    OutboxMessage message = validation.message();
    int rows =
        tx.update(
            INSERT_VALIDATION,
            validation.order().validationId(),
            validation.order().backfillId(),
            validation.order().wave(),
            validation.order().generation(),
            validation.order().target().toString(),
            validation.judgement().outcome(),
            validation.judgement().error(),
            message.id(),
            message.topic(),
            message.key(),
            message.type(),
            message.payload(),
            message.traceparent());
    if (rows == 1) {
      insertChecks(tx, validation);
    }
    return rows == 1;
  }

  private static void insertChecks(Transaction tx, JudgedValidation validation) {
    List<CheckResult> checks = validation.judgement().checks();
    tx.batch(
        INSERT_CHECK,
        IntStream.range(0, checks.size())
            .mapToObj(i -> checkValues(validation.order().validationId(), i, checks.get(i)))
            .toList());
  }

  private static List<Object> checkValues(UUID validationId, int position, CheckResult check) {
    return List.of(
        validationId,
        position,
        check.name(),
        check.outcome(),
        check.expected(),
        check.actual(),
        check.message(),
        check.partitions());
  }

  /** The lock keeps two that publish the same verdict again from meeting in the outbox. */
  private static Optional<OutboxMessage> republish(Transaction tx, UUID validationId) {
    Optional<OutboxMessage> stored =
        tx.first(FIND_MESSAGE, PostgresValidationStore::message, validationId);
    stored.ifPresent(message -> Outbox.insertAgain(tx, message));
    return stored;
  }

  private static OutboxMessage message(Row row) {
    return new OutboxMessage(
        row.uuid("event_id"),
        row.string("topic"),
        row.string("message_key"),
        row.string("message_type"),
        row.bytes("payload"),
        row.optionalString("traceparent").orElse(null));
  }
}
