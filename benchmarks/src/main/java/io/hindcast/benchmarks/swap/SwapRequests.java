package io.hindcast.benchmarks.swap;

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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** What the planner would ask for. */
final class SwapRequests {
  private SwapRequests() {}

  static SwapRequest forward(UUID backfillId, List<PartitionContent> contents) {
    return SwapRequest.newBuilder()
        .setMeta(meta(backfillId))
        .setSwapId(UUID.randomUUID().toString())
        .setTargetTable(reference(SwapTables.LIVE))
        .setShadowTable(reference(SwapTables.table(backfillId, "g0_shadow")))
        .setStrategy(SwapStrategy.EXCHANGE)
        .setPins(contents.stream().map(SwapRequests::pin).toList())
        .setSpecName("bench")
        .setTransformVersion("2")
        .setRound(0)
        .setKeepPreviousMs(Duration.ofDays(7).toMillis())
        .setLateRows(LateRowsPolicy.SOURCE)
        .build();
  }

  static SwapRequest rollback(SwapRequest done) {
    UUID backfillId = done.getMeta().getBackfillId();
    return SwapRequest.newBuilder(done)
        .setMeta(meta(backfillId))
        .setSwapId(UUID.randomUUID().toString())
        .setShadowTable(reference(SwapTables.table(backfillId, "r1_shadow")))
        .setPins(List.of())
        .setRound(1)
        .setDirection(SwapDirection.BACK)
        .setUndoes(List.of(done.getSwapId()))
        .build();
  }

  private static Meta meta(UUID backfillId) {
    int version = MessageCodec.standard().version(SwapRequest.class);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    return new Meta(UUID.randomUUID(), backfillId, now, version, null);
  }

  private static PartitionPin pin(PartitionContent content) {
    return new PartitionPin(
        content.id(), content.rows(), content.checksum(), content.partsHash(), 0L, "");
  }

  private static TableRef reference(TableName table) {
    return new TableRef(table.database(), table.table(), table.node());
  }
}
