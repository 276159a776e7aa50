package io.hindcast.control.inbox;

import io.hindcast.control.database.Transaction;
import java.time.Instant;
import java.util.UUID;

/** Remembers events in the {@code processed_event} table of the caller's schema. */
public final class ProcessedEvents {
  private static final String INSERT =
      """
      INSERT INTO processed_event (consumer, event_id) VALUES (?, ?) ON CONFLICT DO NOTHING
      """;
  private static final String PRUNE =
      """
      DELETE FROM processed_event WHERE (consumer, event_id) IN
        (SELECT consumer, event_id FROM processed_event WHERE at < ? LIMIT ?)
      """;

  private ProcessedEvents() {}

  /**
   * Whether this consumer has not seen the event before; remembers it with the transaction's
   * commit. When two transactions ask at the same time, one waits for the other's end.
   */
  public static boolean firstTime(Transaction transaction, String consumer, UUID eventId) {
    return transaction.update(INSERT, consumer, eventId) == 1;
  }

  /**
   * Forgets at most {@code rowsMax} events seen before {@code before}; answers how many. Keep them
   * longer than the topics keep their messages.
   */
  public static int prune(Transaction transaction, Instant before, int rowsMax) {
    return transaction.update(PRUNE, before, rowsMax);
  }
}
