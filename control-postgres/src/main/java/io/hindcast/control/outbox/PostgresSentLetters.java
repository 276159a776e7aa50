package io.hindcast.control.outbox;

import io.hindcast.control.database.Database;
import io.hindcast.control.database.Transaction;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.outbox.Letter;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.outbox.Sender;
import io.hindcast.core.outbox.SentLetters;
import java.time.Duration;
import java.util.Locale;

/**
 * Looks into the outboxes of the other services, and into what workers write down. These tables are
 * what services say to each other; nothing else of another service's schema is read.
 */
public final class PostgresSentLetters implements SentLetters {
  private static final String IN_OUTBOX =
      """
      SELECT 1 AS one FROM %s.outbox
      WHERE id = ? AND aggregatetype = ? AND aggregateid = ? AND encode(sha256(payload), 'hex') = ?
      """;
  private static final String OF_WORKERS =
      "SELECT 1 AS one FROM %s.sent WHERE id = ? AND topic = ? AND key = ? AND sha256 = ?";

  /** Younger than every transaction that may have written anything by now. */
  private static final String MARK = "SELECT pg_current_xact_id()::text::bigint AS xid";

  private static final String OLDEST =
      "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS xid";
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Database database;

  /** On the database that all services share. */
  public PostgresSentLetters(Database database) {
    this.database = database;
  }

  /**
   * {@inheritDoc}
   *
   * <p>A row reaches Kafka from the write-ahead log, and that can be a moment before other sessions
   * see it. So what is not found is looked for again once all transactions that were open have
   * ended.
   */
  @Override
  public boolean has(Sender sender, Letter letter) {
    return letter.key() != null && (found(sender, letter) || foundLater(sender, letter));
  }

  private boolean foundLater(Sender sender, Letter letter) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    long mark = database.inTransaction(tx -> number(tx, MARK));
    while (database.<Long>readOnly(tx -> number(tx, OLDEST)) <= mark) {
      if (found(sender, letter)) {
        return true;
      }
      if (System.nanoTime() > end) {
        throw new HindcastException(
            ErrorCode.STORE_UNAVAILABLE,
            ("Whether the %s has sent event %s cannot be told: a transaction that may have written it has"
                    + " been open for %s. End it, or wait")
                .formatted(name(sender), letter.id(), PATIENCE));
      }
      pause();
    }
    return found(sender, letter);
  }

  private boolean found(Sender sender, Letter letter) {
    String sql = (sender == Sender.WORKER ? OF_WORKERS : IN_OUTBOX).formatted(name(sender));
    String topic =
        sender == Sender.WORKER
            ? letter.topic()
            : letter.topic().substring(OutboxMessage.TOPIC_PREFIX.length());
    return database.<Boolean>readOnly(tx ->
        tx.first(sql, row -> row.integer("one"), letter.id(), topic, letter.key(), letter.sha256())
            .isPresent());
  }

  private static long number(Transaction tx, String sql) {
    return tx.first(sql, row -> row.number("xid")).orElseThrow();
  }

  private static String name(Sender sender) {
    return sender.name().toLowerCase(Locale.ROOT);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HindcastException(
          ErrorCode.STORE_UNAVAILABLE, "Interrupted while looking for a letter", e);
    }
  }
}
