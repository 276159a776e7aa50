package io.hindcast.control.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.control.database.Database;
import io.hindcast.control.database.TestDatabase;
import io.hindcast.control.inbox.ProcessedEvents;
import io.hindcast.control.migration.Migrations;
import io.hindcast.core.outbox.OutboxMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class OutboxIT {
  private static final Database DATABASE = TestDatabase.open();
  private static final Instant FAR_FUTURE = Instant.parse("2999-01-01T00:00:00Z");

  @BeforeAll
  static void migrate() {
    Migrations.migrate(DATABASE, "planner");
  }

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  @Test
  void writesWhatTheRelayRoutesBy() {
    OutboxMessage message = message("key-1");
    insert(List.of(message, message("key-2")));

    List<OutboxMessage> found =
        DATABASE.readOnly(tx ->
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
                message.id()));

    assertThat(found).containsExactly(message);
  }

  @Test
  void saysNothingWhenTheTransactionIsRolledBack() {
    OutboxMessage message = message("key-3");

    assertThatThrownBy(() ->
            DATABASE.inTransaction(tx -> {
              Outbox.insert(tx, List.of(message));
              throw new IllegalStateException("no");
            }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(
            DATABASE.<Boolean>readOnly(tx ->
                tx.first(
                        "SELECT 1 AS one FROM outbox WHERE id = ?",
                        row -> row.integer("one"),
                        message.id())
                    .isPresent()))
        .isFalse();
  }

  @Test
  void prunesABoundedNumber() {
    insert(List.of(message("a"), message("b"), message("c")));

    assertThat(prune(Instant.EPOCH, 10)).isZero();
    assertThat(prune(FAR_FUTURE, 2)).isEqualTo(2);
  }

  @Test
  void sweepsWhatIsTooOld() {
    insert(List.of(message("old")));
    firstTime("sweep", UUID.randomUUID());
    try (OutboxJanitor early = new OutboxJanitor(DATABASE, Duration.ofDays(1), Instant::now);
        OutboxJanitor late = new OutboxJanitor(DATABASE, Duration.ofDays(1), () -> FAR_FUTURE)) {
      assertThat(early.sweep()).isZero();
      assertThat(late.sweep()).isGreaterThanOrEqualTo(2);
      assertThat(late.sweep()).isZero();
    }
  }

  @Test
  void knowsEventsPerConsumer() {
    UUID event = UUID.randomUUID();

    assertThat(firstTime("one", event)).isTrue();
    assertThat(firstTime("one", event)).isFalse();
    assertThat(firstTime("other", event)).isTrue();
  }

  @Test
  void forgetsEventsWithTheTransaction() {
    UUID event = UUID.randomUUID();
    assertThatThrownBy(() ->
            DATABASE.inTransaction(tx -> {
              ProcessedEvents.firstTime(tx, "one", event);
              throw new IllegalStateException("no");
            }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(firstTime("one", event)).isTrue();
    int forgotten = DATABASE.inTransaction(tx -> ProcessedEvents.prune(tx, FAR_FUTURE, 1_000));
    assertThat(forgotten).isPositive();
    assertThat(firstTime("one", event)).isTrue();
  }

  private static boolean firstTime(String consumer, UUID event) {
    return DATABASE.inTransaction(tx -> ProcessedEvents.firstTime(tx, consumer, event));
  }

  private static int prune(Instant before, int rowsMax) {
    return DATABASE.inTransaction(tx -> Outbox.prune(tx, before, rowsMax));
  }

  private static void insert(List<OutboxMessage> messages) {
    DATABASE.inTransaction(tx -> {
      Outbox.insert(tx, messages);
      return messages;
    });
  }

  private static OutboxMessage message(String key) {
    return new OutboxMessage(
        UUID.randomUUID(), "hindcast.tasks", key, "Task", new byte[] {1, 2, 3}, "00-a-b-01");
  }
}
