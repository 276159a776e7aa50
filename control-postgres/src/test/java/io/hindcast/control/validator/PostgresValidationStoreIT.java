package io.hindcast.control.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.control.database.Database;
import io.hindcast.control.database.TestDatabase;
import io.hindcast.control.migration.Migrations;
import io.hindcast.core.check.JudgedValidation;
import io.hindcast.core.check.JudgementOutcome;
import io.hindcast.core.check.ValidationStore;
import io.hindcast.core.outbox.OutboxMessage;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PostgresValidationStoreIT extends ValidationStoreContract {
  private static final Database DATABASE = TestDatabase.open();

  @BeforeAll
  static void migrate() {
    Migrations.migrate(DATABASE, "validator");
    DATABASE.inTransaction(tx -> {
      tx.update("CREATE TABLE insert_log (id uuid)");
      tx.update(
          """
          CREATE FUNCTION log_insert() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN INSERT INTO insert_log VALUES (NEW.id); RETURN NEW; END $$
          """);
      return tx.update(
          """
          CREATE TRIGGER log_insert AFTER INSERT ON outbox
          FOR EACH ROW EXECUTE FUNCTION log_insert()
          """);
    });
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Override
  ValidationStore store() {
    return new PostgresValidationStore(DATABASE);
  }

  @Override
  List<OutboxMessage> published(UUID eventId) {
    return DATABASE.readOnly(tx ->
        tx.query(
            "SELECT * FROM outbox WHERE id = ?",
            row ->
                new OutboxMessage(
                    row.uuid("id"),
                    OutboxMessage.TOPIC_PREFIX + row.string("aggregatetype"),
                    row.string("aggregateid"),
                    row.string("type"),
                    row.bytes("payload"),
                    row.optionalString("traceparent").orElse(null)),
            eventId));
  }

  @Override
  void assertPublishedTimes(UUID eventId, int times) {
    List<UUID> inserts =
        DATABASE.readOnly(tx ->
            tx.query("SELECT id FROM insert_log WHERE id = ?", row -> row.uuid("id"), eventId));
    assertThat(inserts).hasSize(times);
  }

  @Test
  void storesTheChecksForPeople() {
    JudgedValidation validation = judged(UUID.randomUUID(), JudgementOutcome.PASSED);
    store().publish(validation);

    List<List<String>> partitions =
        DATABASE.readOnly(tx ->
            tx.query(
                "SELECT partitions FROM validation_check WHERE validation_id = ?",
                row -> row.strings("partitions"),
                validation.order().validationId()));
    assertThat(partitions).containsExactly(List.of("a", "b"));
  }
}
