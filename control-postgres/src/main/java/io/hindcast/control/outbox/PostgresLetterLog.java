package io.hindcast.control.outbox;

import io.hindcast.control.database.Database;
import io.hindcast.control.database.Transaction;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.outbox.Letter;
import io.hindcast.core.outbox.LetterLog;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What workers send, in the table {@code sent} of their schema. */
public final class PostgresLetterLog implements LetterLog {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresLetterLog.class);
  private static final String INSERT =
      """
      INSERT INTO sent (id, topic, key, sha256) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING
      """;
  private static final String PRUNE =
      """
      DELETE FROM sent WHERE (id, topic, sha256) IN
        (SELECT id, topic, sha256 FROM sent WHERE at < ? LIMIT ?)
      """;
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Database database;
  private final Duration patience;

  /**
   * On a database whose schema is migrated.
   *
   * @param patience how long a letter waits for a database that does not answer: the work that it
   *     tells of may have taken hours
   */
  public PostgresLetterLog(Database database, Duration patience) {
    this.database = database;
    this.patience = patience;
  }

  @Override
  public void write(Letter letter) {
    long end = System.nanoTime() + patience.toNanos();
    boolean told = false;
    while (true) {
      try {
        insert(letter);
        return;
      } catch (HindcastException e) {
        if (e.code() != ErrorCode.STORE_UNAVAILABLE || System.nanoTime() > end) {
          throw e;
        }
        if (!told) {
          LOG.warn("{} waits for PostgreSQL: {}", letter, e.getMessage());
          told = true;
        }
        pause(e);
      }
    }
  }

  private void insert(Letter letter) {
    database.inTransaction(
        tx -> tx.update(INSERT, letter.id(), letter.topic(), letter.key(), letter.sha256()));
  }

  private static void pause(HindcastException cause) {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cause;
    }
  }

  /** Forgets at most {@code rowsMax} letters written before {@code before}; answers how many. */
  public static int prune(Transaction transaction, Instant before, int rowsMax) {
    return transaction.update(PRUNE, before, rowsMax);
  }
}
