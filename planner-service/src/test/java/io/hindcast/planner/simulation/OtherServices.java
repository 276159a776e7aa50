package io.hindcast.planner.simulation;

import io.hindcast.core.error.HindcastException;
import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.fence.SourceState;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.messaging.Topic;
import io.hindcast.messaging.Topics;
import io.hindcast.planner.message.References;
import io.hindcast.schemas.DeadLetter;
import io.hindcast.schemas.Meta;
import io.hindcast.schemas.PartitionPin;
import io.hindcast.schemas.SwapCompleted;
import io.hindcast.schemas.SwapEvent;
import io.hindcast.schemas.SwapRefused;
import io.hindcast.schemas.SwapRequest;
import io.hindcast.schemas.Task;
import io.hindcast.schemas.ValidationRequest;
import io.hindcast.schemas.ValidationTask;
import io.hindcast.schemas.Verdict;
import io.hindcast.schemas.VerdictOutcome;
import io.hindcast.schemas.codec.MessageCodec;
import io.hindcast.schemas.codec.MessageMeta;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;

/** Validator and relay, in one step each: they have tests of their own for what lies between. */
final class OtherServices {
  private final Life life;
  private final Map<String, Verdict> verdicts = new HashMap<>();
  private final Map<String, SwapEvent> swaps = new HashMap<>();

  OtherServices(Life life) {
    this.life = life;
  }

  /**
   * Takes a message that is not the planner's; the same one gets the same answer. One whose shadow
   * is gone is put aside.
   */
  void take(SpecificRecord message) {
    life.trace.note(() -> "handle " + Texts.of(message));
    try {
      switch (message) {
        case ValidationRequest request ->
            answer(
                request,
                Topics.VERDICTS,
                verdicts.computeIfAbsent(request.getValidationId(), id -> judge(request)));
        case SwapRequest request ->
            answer(
                request,
                Topics.SWAP_EVENTS,
                swaps.computeIfAbsent(request.getSwapId(), id -> swap(request)));
        default -> throw new IllegalStateException("Nobody takes " + message);
      }
    } catch (HindcastException e) {
      life.trace.note(() -> "put aside: " + e.getMessage());
    }
  }

  private <T extends SpecificRecord> void answer(SpecificRecord request, Topic<T> topic, T answer) {
    life.bus.publish(topic, MessageMeta.of(request).getBackfillId().toString(), answer);
  }

  /** A task that no worker could work off is put aside. */
  void exhausted(Task task) {
    UUID id = task.getMeta().getBackfillId();
    life.bus.publish(
        Topics.DEAD_LETTERS,
        id.toString(),
        DeadLetter.newBuilder()
            .setMeta(meta(DeadLetter.class, id))
            .setTopic(Topics.TASKS.name())
            .setPartition(0)
            .setOffset(0)
            .setPayload(ByteBuffer.wrap(MessageCodec.standard().encode(task)))
            .setCode("DELIVERIES_EXHAUSTED")
            .setMessage("Its workers died")
            .setService("workers")
            .setDeliveryCount(6)
            .build());
  }

  private Verdict judge(ValidationRequest request) {
    SourceState now = SourceState.of(life.server.source.parts());
    List<String> stale =
        request.getTasks().stream()
            .filter(task -> moved(task, now))
            .map(ValidationTask::getTaskId)
            .toList();
    VerdictOutcome outcome = stale.isEmpty() ? VerdictOutcome.PASSED : VerdictOutcome.STALE;
    if (stale.isEmpty() && life.chance.strikes() && life.chance.oneOf(3)) {
      outcome = VerdictOutcome.FAILED;
    }
    ModelServer.Table shadow = life.server.table(References.table(request.getShadowTable()));
    return Verdict.newBuilder()
        .setMeta(meta(Verdict.class, request.getMeta().getBackfillId()))
        .setValidationId(request.getValidationId())
        .setWave(request.getWave())
        .setGeneration(request.getGeneration())
        .setOutcome(outcome)
        .setChecks(List.of())
        .setPins(
            request.getTasks().stream()
                .flatMap(task -> task.getPartitions().stream())
                .distinct()
                .map(partition -> pin(partition, shadow.in(partition)))
                .toList())
        .setStaleTasks(stale)
        .build();
  }

  private static boolean moved(ValidationTask task, SourceState now) {
    SourceFence fence = References.fence(task.getFence(), task.getTallies());
    return fence.movedWithin(new TimeRange(task.getSourceFrom(), task.getSourceTo()), now);
  }

  private static PartitionPin pin(String partition, List<ModelServer.Cell> cells) {
    return PartitionPin.newBuilder()
        .setPartitionId(partition)
        .setRows(cells.size())
        .setChecksum(cells.toString())
        .setPartsHash("h")
        .setLiveRows(1)
        .setLiveChecksum("l")
        .build();
  }

  private SwapEvent swap(SwapRequest request) {
    TableName name = References.table(request.getShadowTable());
    ModelServer.Table shadow = life.server.table(name);
    boolean pinned =
        request.getPins().stream()
            .allMatch(
                pin -> pin.equals(pin(pin.getPartitionId(), shadow.in(pin.getPartitionId()))));
    Object outcome = pinned ? publish(request, name, shadow) : changed();
    return SwapEvent.newBuilder()
        .setMeta(meta(SwapEvent.class, request.getMeta().getBackfillId()))
        .setSwapId(request.getSwapId())
        .setTargetTable(request.getTargetTable())
        .setSpecName(request.getSpecName())
        .setTransformVersion(request.getTransformVersion())
        .setRound(request.getRound())
        .setOutcome(outcome)
        .build();
  }

  private SwapCompleted publish(SwapRequest request, TableName name, ModelServer.Table shadow) {
    ModelServer.Table live = life.server.table(ModelServer.TARGET);
    for (PartitionPin pin : request.getPins()) {
      live.partitions().put(pin.getPartitionId(), shadow.in(pin.getPartitionId()));
    }
    TableName previous =
        new TableName(name.database(), name.table().replace("_shadow", "_previous"));
    life.server.tables.remove(name);
    life.server.create(previous);
    life.swapped(request);
    return SwapCompleted.newBuilder()
        .setPreviousTable(References.table(previous))
        .setPartitions(List.of())
        .setRowsBefore(1)
        .setRowsAfter(2)
        .setCarriedRows(0)
        .setMergesStoppedMs(3)
        .setExchangeMicros(4)
        .setKeptTables(List.of(References.table(previous)))
        .setUndoes(List.of())
        .build();
  }

  private static SwapRefused changed() {
    return SwapRefused.newBuilder()
        .setCode("CONTENT_CHANGED")
        .setMessage("The shadow is not what was judged")
        .setPartitions(List.of())
        .build();
  }

  private Meta meta(Class<? extends SpecificRecord> type, UUID backfillId) {
    return MessageMeta.stamp(type, life.chance.id(), backfillId, life.now(), null);
  }
}
