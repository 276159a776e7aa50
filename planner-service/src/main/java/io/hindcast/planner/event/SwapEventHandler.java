package io.hindcast.planner.event;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillEvent;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.backfill.ResultTable.SwapLine;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.MessageHandler;
import io.hindcast.messaging.PoisonMessageException;
import io.hindcast.planner.course.Conductor;
import io.hindcast.planner.course.Drivers;
import io.hindcast.planner.message.References;
import io.hindcast.schemas.SwapCompleted;
import io.hindcast.schemas.SwapEvent;
import io.hindcast.schemas.SwapRefused;
import io.hindcast.schemas.SwapRolledBack;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what became of swaps; one that is not awaited (any more) is only noted. */
public final class SwapEventHandler implements MessageHandler<SwapEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(SwapEventHandler.class);
  private static final String BY = "relay";

  private final BackfillStore store;
  private final Conductor conductor;
  private final Drivers drivers;

  /** Wired by the planner's main. */
  public SwapEventHandler(BackfillStore store, Conductor conductor, Drivers drivers) {
    this.store = store;
    this.conductor = conductor;
    this.drivers = drivers;
  }

  @Override
  public void handle(Delivery<SwapEvent> delivery) {
    SwapEvent event = delivery.message();
    UUID id = event.getMeta().getBackfillId();
    store.inTransaction(tx -> {
      tx.lock(id).ifPresent(found -> take(tx, found, event));
      return true;
    });
    drivers.nudge(id);
  }

  private void take(BackfillTransaction tx, Backfill backfill, SwapEvent event) {
    UUID swapId = UUID.fromString(event.getSwapId());
    tx.results(backfill.id()).saveSwap(line(swapId, event));
    boolean awaited =
        backfill.state() instanceof BackfillState.Swapping swapping
            && swapping.swapId().equals(swapId);
    if (!awaited) {
      return;
    }
    switch (event.getOutcome()) {
      case SwapCompleted ignored ->
          conductor.apply(tx, backfill, new BackfillEvent.SwapCompleted(swapId), BY);
      case SwapRefused refused ->
          conductor.apply(
              tx,
              backfill,
              new BackfillEvent.SwapRefused(
                  swapId, TaskEventHandler.code(refused.getCode()), refused.getMessage()),
              BY);
      default ->
          LOG.warn("Backfill {}: swap {} was rolled back while awaited", backfill.id(), swapId);
    }
  }

  private static SwapLine line(UUID swapId, SwapEvent event) {
    Instant at = event.getMeta().getOccurredAt();
    int round = event.getRound();
    return switch (event.getOutcome()) {
      case SwapCompleted done ->
          new SwapLine(
              swapId,
              round,
              "COMPLETED",
              at,
              References.table(done.getPreviousTable()).toString(),
              done.getPartitions().size(),
              done.getRowsBefore(),
              done.getRowsAfter(),
              done.getCarriedRows(),
              done.getMergesStoppedMs(),
              done.getExchangeMicros(),
              "",
              "");
      case SwapRolledBack back ->
          new SwapLine(
              swapId,
              round,
              "ROLLED_BACK",
              at,
              References.table(back.getPreviousTable()).toString(),
              back.getPartitions().size(),
              back.getRowsBefore(),
              back.getRowsAfter(),
              back.getCarriedRows(),
              back.getMergesStoppedMs(),
              back.getExchangeMicros(),
              "",
              "");
      case SwapRefused refused ->
          new SwapLine(
              swapId,
              round,
              "REFUSED",
              at,
              "",
              refused.getPartitions().size(),
              0,
              0,
              0,
              0,
              0,
              refused.getCode(),
              refused.getMessage());
      default ->
          throw new PoisonMessageException(
              ErrorCode.MESSAGE_MALFORMED.name(),
              "The outcome of swap %s is not known to this planner".formatted(swapId));
    };
  }
}
