package io.hindcast.planner.event;

import io.hindcast.core.backfill.ResultTable.SwapLine;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.messaging.PoisonMessageException;
import io.hindcast.planner.message.References;
import io.hindcast.schemas.SwapCompleted;
import io.hindcast.schemas.SwapEvent;
import io.hindcast.schemas.SwapRefused;
import io.hindcast.schemas.SwapRolledBack;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Results of swaps, for people. */
final class SwapLines {
  private SwapLines() {}

  static SwapLine of(UUID swapId, SwapEvent event) {
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
              updated(done.getUpdatedRows()),
              group(done.getGroupId()),
              done.getGroupGapMicros());
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
              updated(back.getUpdatedRows()),
              group(back.getGroupId()),
              back.getGroupGapMicros());
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
      default -> throw unknown(swapId);
    };
  }

  private static String updated(long rows) {
    return rows == 0
        ? ""
        : "%,d rows that were updated since, not added, were not carried over".formatted(rows);
  }

  private static @Nullable UUID group(@Nullable String id) {
    return id == null ? null : UUID.fromString(id);
  }

  static PoisonMessageException unknown(UUID swapId) {
    return new PoisonMessageException(
        ErrorCode.MESSAGE_MALFORMED.name(),
        "The outcome of swap %s is not known to this planner".formatted(swapId));
  }
}
