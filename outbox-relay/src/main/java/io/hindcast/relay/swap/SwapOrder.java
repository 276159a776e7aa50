package io.hindcast.relay.swap;

import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.SwapPolicy.Strategy;
import io.hindcast.core.swap.Provenance;
import io.hindcast.core.swap.SwapIntent;
import io.hindcast.core.swap.SwapPin;
import io.hindcast.core.swap.SwapPlan;
import io.hindcast.core.table.TableName;
import io.hindcast.messaging.PoisonMessageException;
import io.hindcast.schemas.LateRowsPolicy;
import io.hindcast.schemas.SwapDirection;
import io.hindcast.schemas.SwapRequest;
import io.hindcast.schemas.SwapStrategy;
import io.hindcast.schemas.TableRef;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request in the words of the protocol. */
final class SwapOrder {
  private SwapOrder() {}

  /**
   * Reads a request.
   *
   * @param workingDatabase where the tables of its backfill are
   * @throws PoisonMessageException when it is none that could ever be executed
   */
  static SwapPlan of(SwapRequest request, String workingDatabase) {
    try {
      requireOwn(request, workingDatabase);
      return new SwapPlan(
          UUID.fromString(request.getSwapId()),
          table(request.getTargetTable()),
          table(request.getShadowTable()),
          strategy(request.getStrategy()),
          request.getPins().stream()
              .map(pin ->
                  new SwapPin(
                      pin.getPartitionId(), pin.getRows(), pin.getChecksum(), pin.getPartsHash()))
              .toList(),
          new Provenance(
              request.getMeta().getBackfillId(),
              request.getSpecName(),
              request.getTransformVersion(),
              request.getRound(),
              Duration.ofMillis(request.getKeepPreviousMs())),
          intent(request));
    } catch (IllegalArgumentException e) {
      throw new PoisonMessageException(
          "MESSAGE_MALFORMED", "The swap request cannot be executed: " + e.getMessage(), e);
    }
  }

  /** A swap is between the shadow of a backfill and a table that is none of Hindcast's own. */
  private static void requireOwn(SwapRequest request, String workingDatabase) {
    TableName target = table(request.getTargetTable());
    TableName shadow = table(request.getShadowTable());
    TableRef base = request.getBaseTable();
    BackfillNames names =
        new BackfillNames(request.getMeta().getBackfillId(), target.node(), workingDatabase);
    if (!names.publishes(shadow)) {
      throw foreign(shadow, "the shadow of backfill " + names.backfillId());
    }
    if (base != null && !names.base().equals(table(base))) {
      throw foreign(table(base), "the base of backfill " + names.backfillId());
    }
    if (target.database().equals(workingDatabase)) {
      throw foreign(target, "a table outside of the working database");
    }
  }

  private static PoisonMessageException foreign(TableName table, String expected) {
    return new PoisonMessageException(
        ErrorCode.TABLE_FOREIGN.name(),
        "The swap request names %s, expected %s: nothing is exchanged".formatted(table, expected));
  }

  private static SwapIntent intent(SwapRequest request) {
    TableRef base = request.getBaseTable();
    return new SwapIntent(
        direction(request.getDirection()),
        lateRows(request.getLateRows()),
        base == null ? null : table(base),
        request.getUndoes().stream().map(UUID::fromString).toList(),
        group(request),
        request.getTargetKey());
  }

  private static SwapIntent.@Nullable Group group(SwapRequest request) {
    String id = request.getGroupId();
    if (id == null) {
      return null;
    }
    if (request.getGroupSize() < 2) {
      throw new IllegalArgumentException(
          "its group %s has %d swaps, expected at least 2".formatted(id, request.getGroupSize()));
    }
    return new SwapIntent.Group(UUID.fromString(id), request.getGroupSize());
  }

  private static SwapIntent.Direction direction(SwapDirection direction) {
    return switch (direction) {
      case FORWARD -> SwapIntent.Direction.FORWARD;
      case BACK -> SwapIntent.Direction.BACK;
      case UNKNOWN -> throw unknown("direction");
    };
  }

  private static SwapIntent.LateRows lateRows(LateRowsPolicy policy) {
    return switch (policy) {
      case SOURCE -> SwapIntent.LateRows.SOURCE;
      case CARRY -> SwapIntent.LateRows.CARRY;
      case UNKNOWN -> throw unknown("policy for late rows");
    };
  }

  private static IllegalArgumentException unknown(String what) {
    return new IllegalArgumentException(
        "its %s is one that this version does not know: update the relay".formatted(what));
  }

  private static Strategy strategy(SwapStrategy strategy) {
    return switch (strategy) {
      case EXCHANGE -> Strategy.EXCHANGE;
      case REPLACE -> Strategy.REPLACE;
      case UNKNOWN -> throw unknown("strategy");
    };
  }

  private static TableName table(TableRef reference) {
    return new TableName(reference.getNode(), reference.getDatabase(), reference.getTable());
  }
}
