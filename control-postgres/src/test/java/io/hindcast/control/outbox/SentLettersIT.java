package io.hindcast.control.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindcast.control.database.Database;
import io.hindcast.control.database.TestDatabase;
import io.hindcast.control.migration.Migrations;
import io.hindcast.core.outbox.Letter;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.outbox.Sender;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who has said what. */
@Timeout(120)
class SentLettersIT {
  private static final Database VALIDATOR = TestDatabase.open("validator");
  private static final Database WORKER = TestDatabase.open("worker");
  private static final byte[] PAYLOAD = "passed".getBytes(StandardCharsets.UTF_8);

  private final UUID id = UUID.randomUUID();
  private final PostgresSentLetters sent = new PostgresSentLetters(WORKER);

  @BeforeAll
  static void migrate() {
    Migrations.migrate(VALIDATOR, "validator");
    Migrations.migrate(WORKER, "worker");
  }

  @AfterAll
  static void close() {
    VALIDATOR.close();
    WORKER.close();
  }

  @Test
  void knowsWhatIsInTheOutboxOfTheSenderAndNothingElse() {
    VALIDATOR.inTransaction(tx -> {
      Outbox.insert(tx, List.of(message()));
      return true;
    });

    assertThat(sent.has(Sender.VALIDATOR, letter())).isTrue();
    assertThat(sent.has(Sender.WORKER, letter())).isFalse();
    assertThat(sent.has(Sender.VALIDATOR, of(UUID.randomUUID(), "key", PAYLOAD))).isFalse();
    assertThat(sent.has(Sender.VALIDATOR, of(id, "other", PAYLOAD))).isFalse();
    assertThat(sent.has(Sender.VALIDATOR, of(id, "key", new byte[] {1}))).isFalse();
    assertThat(sent.has(Sender.VALIDATOR, Letter.of(id, "hindcast.swap-requests", "key", PAYLOAD)))
        .isFalse();
    assertThat(
            sent.has(
                Sender.VALIDATOR,
                new Letter(id, "hindcast.verdicts", null, Letter.sha256(PAYLOAD))))
        .isFalse();
  }

  /** The relay may have read a row from the log before others see it. */
  @Test
  void waitsForTransactionsThatMayHaveWrittenIt() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    CountDownLatch commit = new CountDownLatch(1);
    Thread writing =
        Thread.ofPlatform()
            .start(() ->
                VALIDATOR.inTransaction(tx -> {
                  Outbox.insert(tx, List.of(message()));
                  written.countDown();
                  await(commit);
                  return true;
                }));
    try {
      written.await();
      FutureTask<Boolean> looking = new FutureTask<>(() -> sent.has(Sender.VALIDATOR, letter()));
      Thread looker = Thread.ofPlatform().start(looking);
      // It sleeps between two looks, and has not found anything by then.
      Awaitility.await().until(() -> looker.getState() == Thread.State.TIMED_WAITING);
      assertThat(looking.isDone()).isFalse();

      commit.countDown();

      assertThat(looking.get()).isTrue();
    } finally {
      commit.countDown();
      writing.join();
    }
  }

  @Test
  void knowsWhatWorkersHaveWrittenDownAndForgetsItWithTime() {
    PostgresLetterLog log = new PostgresLetterLog(WORKER, Duration.ZERO);
    Letter event = Letter.of(id, "hindcast.task-events", "key", PAYLOAD);
    assertThat(sent.has(Sender.WORKER, event)).isFalse();

    log.write(event);
    log.write(event);

    assertThat(sent.has(Sender.WORKER, event)).isTrue();
    assertThat(sent.has(Sender.WORKER, letter())).isFalse();
    int gone =
        WORKER.inTransaction(
            tx -> PostgresLetterLog.prune(tx, Instant.parse("2999-01-01T00:00:00Z"), 1_000));
    assertThat(gone).isPositive();
    assertThat(sent.has(Sender.WORKER, event)).isFalse();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private OutboxMessage message() {
    return new OutboxMessage(id, "hindcast.verdicts", "key", "Verdict", PAYLOAD, null);
  }

  private Letter letter() {
    return of(id, "key", PAYLOAD);
  }

  private static Letter of(UUID id, String key, byte[] payload) {
    return Letter.of(id, "hindcast.verdicts", key, payload);
  }
}
