package io.hindcast.planner.event;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillEvent;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.backfill.IllegalTransitionException;
import io.hindcast.core.backfill.Refusal;
import io.hindcast.core.backfill.ReversalTable;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.MessageHandler;
import io.hindcast.messaging.PoisonMessageException;
import io.hindcast.planner.course.Conductor;
import io.hindcast.planner.course.Drivers;
import io.hindcast.schemas.SwapCompleted;
import io.hindcast.schemas.SwapEvent;
import io.hindcast.schemas.SwapRefused;
import io.hindcast.schemas.SwapRolledBack;
import java.util.UUID;

/** Takes what became of swaps; one that is not awaited (any more) is only noted. */
public final class SwapEventHandler implements MessageHandler<SwapEvent> {
  private static final String BY = "relay";

  private final BackfillStore store;
  private final Conductor conductor;
  private final SwapNotes notes;
  private final Drivers drivers;

  /** Wired by the planner's main. */
  public SwapEventHandler(
      BackfillStore store, Conductor conductor, SwapNotes notes, Drivers drivers) {
    this.store = store;
    this.conductor = conductor;
    this.notes = notes;
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
    tx.results(backfill.id()).saveSwap(SwapLines.of(swapId, event));
    boolean awaited = AwaitedSwap.of(backfill.state()).filter(swapId::equals).isPresent();
    notes.take(tx, backfill, swap(swapId, event, awaited));
    if (!awaited) {
      return;
    }
    ContentNotes.of(backfill, event, BY).ifPresent(note -> tx.audit(backfill.id(), note));
    BackfillEvent result = result(swapId, event.getOutcome());
    close(tx.reversals(backfill.id()), swapId, result);
    try {
      conductor.apply(tx, backfill, result, BY);
    } catch (IllegalTransitionException e) {
      throw new PoisonMessageException(
          ErrorCode.MESSAGE_MALFORMED.name(),
          "Swap %s was asked for another outcome: %s".formatted(swapId, e.getMessage()));
    }
  }

  private static SwapNotes.Swap swap(UUID swapId, SwapEvent event, boolean awaited) {
    return new SwapNotes.Swap(
        swapId, event.getRound(), event.getMeta().getOccurredAt(), event.getOutcome(), awaited);
  }

  private static BackfillEvent result(UUID swapId, Object outcome) {
    return switch (outcome) {
      case SwapCompleted ignored -> new BackfillEvent.SwapCompleted(swapId);
      case SwapRolledBack ignored -> new BackfillEvent.SwapRolledBack(swapId);
      case SwapRefused refused ->
          new BackfillEvent.SwapRefused(
              swapId,
              TaskEventHandler.code(refused.getCode()),
              refused.getMessage(),
              refused.getPartitions());
      default -> throw SwapLines.unknown(swapId);
    };
  }

  /** Nothing happens for the swap of a shadow, which is no reversal. */
  private static void close(ReversalTable reversals, UUID swapId, BackfillEvent result) {
    if (result instanceof BackfillEvent.SwapRefused refused) {
      reversals.refused(swapId, new Refusal(refused.code(), refused.message()));
    } else {
      reversals.completed(swapId);
    }
  }
}
