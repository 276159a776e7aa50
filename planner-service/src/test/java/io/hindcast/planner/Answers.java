package io.hindcast.planner;

import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.messaging.Topics;
import io.hindcast.planner.message.References;
import io.hindcast.schemas.BackfillRequest;
import io.hindcast.schemas.Meta;
import io.hindcast.schemas.PartitionPin;
import io.hindcast.schemas.RequestOrigin;
import io.hindcast.schemas.StagedPartition;
import io.hindcast.schemas.SwapCompleted;
import io.hindcast.schemas.SwapEvent;
import io.hindcast.schemas.SwapProgress;
import io.hindcast.schemas.SwapRefused;
import io.hindcast.schemas.SwapRequest;
import io.hindcast.schemas.SwapRolledBack;
import io.hindcast.schemas.TableRef;
import io.hindcast.schemas.Task;
import io.hindcast.schemas.TaskEvent;
import io.hindcast.schemas.TaskFailed;
import io.hindcast.schemas.TaskStaged;
import io.hindcast.schemas.ValidationRequest;
import io.hindcast.schemas.Verdict;
import io.hindcast.schemas.VerdictOutcome;
import io.hindcast.schemas.codec.MessageMeta;
import io.hindcast.warehouse.AttemptOrder;
import io.hindcast.warehouse.RangeBinding;
import io.hindcast.warehouse.StagedContent;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** Says what the other services would say; attempts really run in the warehouse. */
final class Answers {
  private final PlannerUnderTest planner;

  Answers(PlannerUnderTest planner) {
    this.planner = planner;
  }

  static Meta meta(Class<? extends SpecificRecord> type, UUID backfillId) {
    return MessageMeta.stamp(type, UUID.randomUUID(), backfillId, Instant.now(), null);
  }

  static BackfillRequest request(UUID id, String yaml) {
    return BackfillRequest.newBuilder()
        .setMeta(meta(BackfillRequest.class, id))
        .setSpecYaml(yaml)
        .setRequestedBy("tester")
        .setOrigin(RequestOrigin.TOPIC)
        .build();
  }

  /** Runs the attempt and reports it as a worker does; answers the report. */
  TaskEvent work(Task task) throws Exception {
    TaskEvent event = attempt(task);
    planner.deliver(Topics.TASK_EVENTS, event);
    return event;
  }

  /** Runs the attempt without reporting it. */
  TaskEvent attempt(Task task) {
    TimeRange range = new TimeRange(task.getFromTime(), task.getToTime());
    ZoneId zone = ZoneId.of(task.getZone());
    SourceFence fence =
        SourceFence.around(
            new TimeRange(task.getSourceFrom(), task.getSourceTo()),
            planner.warehouse.sourceParts(
                task.getSources().stream().map(References::table).toList(), zone));
    String nonce = UUID.randomUUID().toString().substring(0, 8);
    TableName prefix = References.table(task.getStagingPrefix());
    TableName staging = new TableName(prefix.database(), prefix.table() + "_" + nonce);
    StagedContent content =
        planner.warehouse.run(
            new AttemptOrder(
                queryId(task, nonce),
                References.table(task.getTargetTable()),
                staging,
                task.getColumns(),
                task.getSql(),
                new RangeBinding(range, zone),
                100,
                task.getSettings(),
                References.table(Objects.requireNonNull(task.getGuard()))));
    return event(
        task,
        TaskStaged.newBuilder()
            .setStagingTable(References.table(staging))
            .setPartitions(content.partitions().stream().map(Answers::partition).toList())
            .setFilteredRows(0)
            .setFence(References.fence(fence))
            .setReadRows(content.readRows())
            .setReadBytes(content.readBytes())
            .setDurationMs(content.elapsed().toMillis())
            .setPeakMemoryBytes(0)
            .build());
  }

  private static String queryId(Task task, String nonce) {
    return "%s%s-a%d-%s"
        .formatted(
            new BackfillNames(task.getMeta().getBackfillId(), "-").queryIdPrefix(),
            task.getTaskId(),
            task.getAttempt(),
            nonce);
  }

  void fail(Task task, String code, boolean retryable) throws Exception {
    planner.deliver(
        Topics.TASK_EVENTS,
        event(
            task,
            TaskFailed.newBuilder()
                .setCode(code)
                .setMessage("It broke")
                .setRetryable(retryable)
                .build()));
  }

  void judge(ValidationRequest request, VerdictOutcome outcome, List<String> staleTasks)
      throws Exception {
    planner.deliver(
        Topics.VERDICTS,
        Verdict.newBuilder()
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
                    .map(Answers::pin)
                    .toList())
            .setStaleTasks(staleTasks)
            .build());
  }

  void swapped(SwapRequest request, TableName... kept) throws Exception {
    conclude(
        request,
        SwapCompleted.newBuilder()
            .setPreviousTable(previous(request))
            .setPartitions(List.of())
            .setRowsBefore(1)
            .setRowsAfter(2)
            .setCarriedRows(0)
            .setMergesStoppedMs(3)
            .setExchangeMicros(4)
            .setKeptTables(Stream.of(kept).map(References::table).toList())
            .setUndoes(request.getUndoes())
            .build());
  }

  void rolledBack(SwapRequest request, TableName... kept) throws Exception {
    conclude(
        request,
        back(request).setKeptTables(Stream.of(kept).map(References::table).toList()).build());
  }

  /** As {@link #rolledBack}, but the relay has read other rows than it published. */
  void rolledBackWithOtherRows(SwapRequest request, List<String> partitions) throws Exception {
    conclude(request, back(request).setDifferingPartitions(partitions).build());
  }

  private static SwapRolledBack.Builder back(SwapRequest request) {
    return SwapRolledBack.newBuilder()
        .setPreviousTable(previous(request))
        .setPartitions(List.of())
        .setRowsBefore(2)
        .setRowsAfter(1)
        .setCarriedRows(0)
        .setMergesStoppedMs(3)
        .setExchangeMicros(4)
        .setUndoes(request.getUndoes());
  }

  void refused(SwapRequest request, String code, String message) throws Exception {
    conclude(
        request,
        SwapRefused.newBuilder()
            .setCode(code)
            .setMessage(message)
            .setPartitions(List.of())
            .build());
  }

  /** The relay goes on, but has to repeat a step; the message comes twice. */
  void repeats(SwapRequest request, String step, int times) throws Exception {
    SwapProgress progress =
        new SwapProgress(
            meta(SwapProgress.class, request.getMeta().getBackfillId()),
            request.getSwapId(),
            request.getTargetTable(),
            step,
            times,
            "WAREHOUSE_UNAVAILABLE",
            "Connection refused");
    planner.deliver(Topics.SWAP_PROGRESS, progress);
    planner.deliver(Topics.SWAP_PROGRESS, progress);
  }

  private void conclude(SwapRequest request, Object outcome) throws Exception {
    planner.deliver(
        Topics.SWAP_EVENTS,
        SwapEvent.newBuilder()
            .setMeta(meta(SwapEvent.class, request.getMeta().getBackfillId()))
            .setSwapId(request.getSwapId())
            .setTargetTable(request.getTargetTable())
            .setSpecName(request.getSpecName())
            .setTransformVersion(request.getTransformVersion())
            .setRound(request.getRound())
            .setOutcome(outcome)
            .build());
  }

  private static TableRef previous(SwapRequest request) {
    TableName shadow = References.table(request.getShadowTable());
    return References.table(
        new TableName(shadow.database(), shadow.table().replace("_shadow", "_previous")));
  }

  private static TaskEvent event(Task task, Object outcome) {
    return TaskEvent.newBuilder()
        .setMeta(meta(TaskEvent.class, task.getMeta().getBackfillId()))
        .setTaskId(task.getTaskId())
        .setGeneration(task.getGeneration())
        .setAttempt(task.getAttempt())
        .setDelivery(1)
        .setWorkerId("worker-1")
        .setOutcome(outcome)
        .build();
  }

  private static StagedPartition partition(StagedContent.Partition partition) {
    return StagedPartition.newBuilder()
        .setId(partition.id())
        .setRows(partition.rows())
        .setBytes(partition.bytes())
        .setPartsHash(partition.partsHash())
        .build();
  }

  private static PartitionPin pin(String id) {
    return PartitionPin.newBuilder()
        .setPartitionId(id)
        .setRows(1)
        .setChecksum("c")
        .setPartsHash("p")
        .setLiveRows(1)
        .setLiveChecksum("l")
        .build();
  }
}
