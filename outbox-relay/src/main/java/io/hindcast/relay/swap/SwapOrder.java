package io.hindcast.relay.swap;

import io.hindcast.core.spec.SwapPolicy.Strategy;
import io.hindcast.core.swap.Provenance;
import io.hindcast.core.swap.SwapPin;
import io.hindcast.core.swap.SwapPlan;
import io.hindcast.core.table.TableName;
import io.hindcast.messaging.PoisonMessageException;
import io.hindcast.schemas.SwapRequest;
import io.hindcast.schemas.SwapStrategy;
import io.hindcast.schemas.TableRef;
import java.time.Duration;
import java.util.UUID;

/** A request in the words of the protocol. */
final class SwapOrder {
  private SwapOrder() {}

  /**
   * Reads a request.
   *
   * @throws PoisonMessageException when it is none that could ever be executed
   */
  static SwapPlan of(SwapRequest request) {
    try {
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
              Duration.ofMillis(request.getKeepPreviousMs())));
    } catch (IllegalArgumentException e) {
      throw new PoisonMessageException(
          "MESSAGE_MALFORMED", "The swap request cannot be executed: " + e.getMessage(), e);
    }
  }

  private static Strategy strategy(SwapStrategy strategy) {
    return switch (strategy) {
      case EXCHANGE -> Strategy.EXCHANGE;
      case REPLACE -> Strategy.REPLACE;
      case UNKNOWN ->
          throw new IllegalArgumentException(
              "its strategy is one that this version does not know: update the relay");
    };
  }

  private static TableName table(TableRef reference) {
    return new TableName(reference.getDatabase(), reference.getTable());
  }
}
