package io.hindcast.control.outbox;

import io.hindcast.control.database.Transaction;
import io.hindcast.core.outbox.OutboxMessage;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages into the {@code outbox} table of the caller's schema. The relay reads them from
 * the write-ahead log, so a committed row is published even if it is deleted right after.
 */
public final class Outbox {
  private static final String INSERT =
      """
      INSERT INTO outbox (id, aggregatetype, aggregateid, type, payload, traceparent)
      VALUES (?, ?, ?, ?, ?, ?)
      """;
  private static final String DELETE = "DELETE FROM outbox WHERE id = ?";
  private static final String PRUNE =
      """
      DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE created_at < ? LIMIT ?)
      """;

  private Outbox() {}

  /** Publishes with the transaction's commit, never without it. */
  public static void insert(Transaction transaction, Collection<OutboxMessage> messages) {
    transaction.batch(INSERT, messages.stream().map(Outbox::values).toList());
  }

  /**
   * Publishes a message once more under the same id: only a new insert reaches the relay, so the
   * row of the first time makes room. The caller keeps others from doing the same at the same time.
   */
  public static void insertAgain(Transaction transaction, OutboxMessage message) {
    transaction.update(DELETE, message.id());
    insert(transaction, List.of(message));
  }

  /**
   * Deletes at most {@code rowsMax} messages written before {@code before}; answers how many.
   *
   * <p>Keep at least what an operator wants to look at: the table is a log of what was said.
   */
  public static int prune(Transaction transaction, Instant before, int rowsMax) {
    return transaction.update(PRUNE, before, rowsMax);
  }

  private static List<@Nullable Object> values(OutboxMessage message) {
    String aggregateType = message.topic().substring(OutboxMessage.TOPIC_PREFIX.length());
    return Arrays.asList(
        message.id(),
        aggregateType,
        message.key(),
        message.type(),
        message.payload(),
        message.traceparent());
  }
}
