package io.hindcast.planner.event;

import io.hindcast.core.backfill.AuditEntry;
import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.MessageHandler;
import io.hindcast.schemas.SwapProgress;
import java.util.UUID;

/** Keeps in the history what a swap repeats, as long as the backfill waits for that swap. */
public final class SwapProgressHandler implements MessageHandler<SwapProgress> {
  private static final String BY = "relay";
  private static final String CONSUMER = "swap-progress";

  private final BackfillStore store;

  /** Wired by the planner's main. */
  public SwapProgressHandler(BackfillStore store) {
    this.store = store;
  }

  @Override
  public void handle(Delivery<SwapProgress> delivery) {
    SwapProgress progress = delivery.message();
    store.inTransaction(tx -> {
      if (tx.firstTime(CONSUMER, delivery.eventId())) {
        tx.lock(progress.getMeta().getBackfillId())
            .filter(backfill -> isAwaited(backfill, progress))
            .ifPresent(backfill -> note(tx, backfill, progress));
      }
      return true;
    });
  }

  private static boolean isAwaited(Backfill backfill, SwapProgress progress) {
    return AwaitedSwap.of(backfill.state())
        .map(UUID::toString)
        .filter(progress.getSwapId()::equals)
        .isPresent();
  }

  private static void note(BackfillTransaction tx, Backfill backfill, SwapProgress progress) {
    String state = backfill.state().label();
    String reason =
        "step %s of swap %s did not succeed (repeats so far: %d): %s (%s)"
            .formatted(
                progress.getStep(),
                progress.getSwapId(),
                progress.getTimes(),
                progress.getMessage(),
                progress.getCode());
    tx.audit(
        backfill.id(),
        new AuditEntry(
            progress.getMeta().getOccurredAt(), AuditEntry.SWAP_REPEATS, state, state, BY, reason));
  }
}
