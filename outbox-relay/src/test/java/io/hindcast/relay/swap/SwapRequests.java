package io.hindcast.relay.swap;

import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.spec.SwapPolicy.Strategy;
import io.hindcast.core.table.TableName;
import io.hindcast.schemas.LateRowsPolicy;
import io.hindcast.schemas.Meta;
import io.hindcast.schemas.PartitionPin;
import io.hindcast.schemas.SwapDirection;
import io.hindcast.schemas.SwapRequest;
import io.hindcast.schemas.SwapStrategy;
import io.hindcast.schemas.TableRef;
import io.hindcast.schemas.codec.MessageCodec;
import io.hindcast.warehouse.PartitionContent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Requests as the planner publishes them. */
final class SwapRequests {
  private SwapRequests() {}

  /** To publish the shadow with this content. */
  static SwapRequest forward(
      UUID backfillId,
      TableName target,
      TableName shadow,
      Strategy strategy,
      List<PartitionContent> contents) {
    return SwapRequest.newBuilder()
        .setMeta(meta(backfillId))
        .setSwapId(UUID.randomUUID().toString())
        .setTargetTable(reference(target))
        .setShadowTable(reference(shadow))
        .setStrategy(SwapStrategy.valueOf(strategy.name()))
        .setPins(contents.stream().map(SwapRequests::pin).toList())
        .setSpecName("fix")
        .setTransformVersion("2")
        .setRound(0)
        .setKeepPreviousMs(Duration.ofDays(7).toMillis())
        .setLateRows(LateRowsPolicy.SOURCE)
        .build();
  }

  /** The same, but rows that the target has beyond the base are carried. */
  static SwapRequest carrying(SwapRequest forward, TableName base) {
    return SwapRequest.newBuilder(forward)
        .setLateRows(LateRowsPolicy.CARRY)
        .setBaseTable(reference(base))
        .build();
  }

  /** To take that swap back; what was a rollback leads forward again. */
  static SwapRequest undoing(SwapRequest done) {
    UUID backfillId = done.getMeta().getBackfillId();
    int round = done.getRound() + 1;
    boolean forward = done.getDirection() == SwapDirection.BACK;
    return SwapRequest.newBuilder(done)
        .setMeta(meta(backfillId))
        .setSwapId(UUID.randomUUID().toString())
        .setShadowTable(
            reference(
                new BackfillNames(backfillId, done.getShadowTable().getDatabase()).reversal(round)))
        .setPins(List.of())
        .setRound(round)
        .setDirection(forward ? SwapDirection.FORWARD : SwapDirection.BACK)
        .setUndoes(List.of(done.getSwapId()))
        .setLateRows(LateRowsPolicy.SOURCE)
        .setBaseTable(null)
        .build();
  }

  static UUID swapId(SwapRequest request) {
    return UUID.fromString(request.getSwapId());
  }

  static TableName table(TableRef reference) {
    return new TableName(reference.getDatabase(), reference.getTable());
  }

  /** What the names of a backfill's tables begin with. */
  static String prefix(UUID backfillId) {
    return new BackfillNames(backfillId, "hindcast").prefix();
  }

  private static Meta meta(UUID backfillId) {
    return new Meta(
        UUID.randomUUID(),
        backfillId,
        Instant.EPOCH,
        MessageCodec.standard().version(SwapRequest.class),
        null);
  }

  private static PartitionPin pin(PartitionContent content) {
    return new PartitionPin(
        content.id(), content.rows(), content.checksum(), content.partsHash(), 100L, "");
  }

  private static TableRef reference(TableName table) {
    return new TableRef(table.database(), table.table(), table.node());
  }
}
