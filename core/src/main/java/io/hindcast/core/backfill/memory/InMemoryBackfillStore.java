package io.hindcast.core.backfill.memory;

import io.hindcast.core.backfill.AuditEntry;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.outbox.OutboxMessage;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Keeps backfills as long as the process lives. Transactions run one after another and never
 * conflict; one whose body throws leaves no trace. What a transaction has not locked it cannot
 * change. Thread-safe.
 */
public final class InMemoryBackfillStore implements BackfillStore {
  private final Tables tables;
  private boolean open;
  private long changes;

  /**
   * An empty one.
   *
   * @param clock tells when plans were stored and backfills have ended
   */
  public InMemoryBackfillStore(InstantSource clock) {
    this.tables = new Tables(clock);
  }

  @Override
  public synchronized <T> T inTransaction(Function<BackfillTransaction, T> body) {
    if (open) {
      throw new IllegalStateException("A transaction begins within another one");
    }
    open = true;
    try {
      T result = body.apply(new InMemoryTransaction(tables));
      changes += tables.undo.isEmpty() ? 0 : 1;
      tables.undo.commit();
      return result;
    } finally {
      tables.undo.rollBack();
      tables.end();
      open = false;
    }
  }

  /** What was sent so far, in order, without the first messages. */
  public synchronized List<OutboxMessage> sent(int skipped) {
    return tables.outbox.values().stream().skip(skipped).toList();
  }

  /** How many messages were sent so far. */
  public synchronized int sent() {
    return tables.outbox.size();
  }

  /** How many transactions have changed something so far. */
  public synchronized long changes() {
    return changes;
  }

  /** The backfill's history, oldest first. */
  public synchronized List<AuditEntry> history(UUID id) {
    return List.copyOf(tables.of(id).history.values());
  }
}
