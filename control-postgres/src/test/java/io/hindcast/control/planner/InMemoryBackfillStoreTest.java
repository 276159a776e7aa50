package io.hindcast.control.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindcast.core.backfill.AuditEntry;
import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.memory.InMemoryBackfillStore;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.outbox.OutboxMessage;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InMemoryBackfillStoreTest extends BackfillStoreContract {
  private static final InMemoryBackfillStore STORE =
      new InMemoryBackfillStore(() -> TestBackfills.NOW);
  private static final TestBackfills BACKFILLS = new TestBackfills(STORE);

  InMemoryBackfillStoreTest() {
    super(BACKFILLS);
  }

  @Test
  void whatIsNotLockedCannotBeChanged() {
    Backfill planning = BACKFILLS.inserted("unlocked", new BackfillState.Planning());

    assertThatThrownBy(() -> BACKFILLS.run(tx -> tx.save(planning.pause())))
        .isInstanceOf(HindcastException.class)
        .hasMessageContaining("the transaction has not locked it");
    assertThat(BACKFILLS.find(planning.id())).contains(planning);
  }

  @Test
  void aTransactionWithinAnotherIsADefect() {
    assertThatThrownBy(() -> BACKFILLS.run(tx -> STORE.inTransaction(inner -> true)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Override
  List<OutboxMessage> sent(UUID messageId) {
    return STORE.sent(0).stream().filter(message -> message.id().equals(messageId)).toList();
  }

  @Override
  List<AuditEntry> history(UUID id, int limit) {
    return STORE.history(id).stream().limit(limit).toList();
  }
}
