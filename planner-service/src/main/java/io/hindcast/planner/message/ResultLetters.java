package io.hindcast.planner.message;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillCommand;
import io.hindcast.core.backfill.Direction;
import io.hindcast.core.backfill.GroupSwap;
import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.pin.PartitionPin;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.SwapPolicy;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.Piece;
import io.hindcast.core.task.Task;
import io.hindcast.core.time.TimeRange;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.LateRowsPolicy;
import io.hindcast.schemas.SwapDirection;
import io.hindcast.schemas.SwapRequest;
import io.hindcast.schemas.SwapStrategy;
import io.hindcast.schemas.ValidationRequest;
import io.hindcast.schemas.ValidationStep;
import io.hindcast.schemas.ValidationTask;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Questions to validators and orders to relays. */
public final class ResultLetters {
  private final Letters letters;

  /** With the stamps of one planner. */
  public ResultLetters(Letters letters) {
    this.letters = letters;
  }

  /** Asks for a verdict on a pass. */
  public OutboxMessage validation(
      Backfill backfill, Judged judged, UUID validationId, BackfillSpec spec) {
    ValidationRequest message =
        ValidationRequest.newBuilder()
            .setMeta(letters.stamp(ValidationRequest.class, backfill))
            .setValidationId(validationId.toString())
            .setSpecYaml(backfill.request().specYaml())
            .setWave(judged.pass())
            .setGeneration(judged.tasks().stream().mapToInt(Task::generation).max().orElse(0))
            .setTargetTable(References.table(spec.target().table()))
            .setShadowTable(References.table(judged.shadow()))
            .setBaseTable(judged.base() == null ? null : References.table(judged.base()))
            .setTasks(judged.tasks().stream().map(task -> task(spec, task, judged)).toList())
            .build();
    return letters.envelope(Topics.VALIDATIONS, backfill.id().toString(), message);
  }

  /**
   * What is to be judged.
   *
   * @param shadow holds the tasks' partitions
   * @param base the touched partitions as they were, where later rows are carried; else null
   * @param fences what the accepted attempts saw, by task id
   * @param counts what the sources said to the row counts then, by task id, where known
   */
  public record Judged(
      int pass,
      TableName shadow,
      @Nullable TableName base,
      List<Task> tasks,
      Map<String, SourceFence> fences,
      Map<String, List<Double>> counts) {
    /** Copies the collections. */
    public Judged {
      tasks = List.copyOf(tasks);
      fences = Map.copyOf(fences);
      counts = Map.copyOf(counts);
    }
  }

  /**
   * Which shadow is to go live, and as which round.
   *
   * @param group of swaps that are published together; null on its own
   */
  public record Swap(UUID swapId, int round, TableName shadow, @Nullable GroupSwap group) {}

  /**
   * Asks for the swap of a round.
   *
   * @param base the touched partitions as they were; used where late rows are carried
   */
  public OutboxMessage swap(
      Backfill backfill, BackfillSpec spec, Swap swap, TableName base, List<PartitionPin> pins) {
    return swapRequest(
        spec,
        order(backfill, spec, swap)
            .setPins(pins.stream().map(ResultLetters::pin).toList())
            .setLateRows(lateRows(spec.swap().lateRows()))
            .setBaseTable(
                switch (spec.swap().lateRows()) {
                  case SOURCE -> null;
                  case CARRY -> References.table(base);
                })
            .build());
  }

  /** Asks for a swap that takes others back; the relay makes its shadow. */
  public OutboxMessage reversal(
      Backfill backfill, BackfillSpec spec, Swap swap, BackfillCommand.RequestReversal request) {
    return swapRequest(
        spec,
        order(backfill, spec, swap)
            .setPins(List.of())
            .setDirection(direction(request.direction()))
            .setUndoes(request.undoes().stream().map(UUID::toString).toList())
            .build());
  }

  private SwapRequest.Builder order(Backfill backfill, BackfillSpec spec, Swap swap) {
    GroupSwap group = swap.group();
    return SwapRequest.newBuilder()
        .setMeta(letters.stamp(SwapRequest.class, backfill))
        .setSwapId(swap.swapId().toString())
        .setTargetTable(References.table(spec.target().table()))
        .setTargetKey(spec.target().key())
        .setShadowTable(References.table(swap.shadow()))
        .setStrategy(strategy(spec.swap().strategy()))
        .setSpecName(spec.metadata().name())
        .setTransformVersion(spec.transform().version())
        .setRound(swap.round())
        .setKeepPreviousMs(spec.swap().keepPrevious().toMillis())
        .setGroupId(group == null ? null : group.groupId().toString())
        .setGroupSize(group == null ? 1 : group.size());
  }

  private OutboxMessage swapRequest(BackfillSpec spec, SwapRequest message) {
    return letters.envelope(Topics.SWAP_REQUESTS, spec.target().table().toString(), message);
  }

  /** From the wire. */
  public static PartitionPin pin(io.hindcast.schemas.PartitionPin pin) {
    return new PartitionPin(
        pin.getPartitionId(),
        pin.getRows(),
        pin.getChecksum(),
        pin.getPartsHash(),
        pin.getLiveRows(),
        pin.getLiveChecksum());
  }

  private static io.hindcast.schemas.PartitionPin pin(PartitionPin pin) {
    return io.hindcast.schemas.PartitionPin.newBuilder()
        .setPartitionId(pin.partitionId())
        .setRows(pin.rows())
        .setChecksum(pin.checksum())
        .setPartsHash(pin.partsHash())
        .setLiveRows(pin.liveRows())
        .setLiveChecksum(pin.liveChecksum())
        .build();
  }

  private static ValidationTask task(BackfillSpec spec, Task task, Judged judged) {
    TimeRange reach = spec.source().reach(task.range());
    SourceFence fence = judged.fences().getOrDefault(task.taskId(), new SourceFence(List.of()));
    return ValidationTask.newBuilder()
        .setTaskId(task.taskId())
        .setFromTime(task.range().from())
        .setToTime(task.range().to())
        .setSourceFrom(reach.from())
        .setSourceTo(reach.to())
        .setPartitions(task.partitionIds())
        .setSteps(task.steps().stream().map(ResultLetters::step).toList())
        .setCounts(judged.counts().getOrDefault(task.taskId(), List.of()))
        .setFence(References.fence(fence))
        .setTallies(References.tallies(fence))
        .build();
  }

  private static ValidationStep step(Piece step) {
    return ValidationStep.newBuilder()
        .setFromTime(step.range().from())
        .setToTime(step.range().to())
        .setPartitions(step.partitionIds())
        .build();
  }

  private static SwapDirection direction(Direction direction) {
    return switch (direction) {
      case BACK -> SwapDirection.BACK;
      case FORWARD -> SwapDirection.FORWARD;
    };
  }

  private static LateRowsPolicy lateRows(SwapPolicy.LateRows lateRows) {
    return switch (lateRows) {
      case SOURCE -> LateRowsPolicy.SOURCE;
      case CARRY -> LateRowsPolicy.CARRY;
    };
  }

  private static SwapStrategy strategy(SwapPolicy.Strategy strategy) {
    return switch (strategy) {
      case EXCHANGE -> SwapStrategy.EXCHANGE;
      case REPLACE -> SwapStrategy.REPLACE;
    };
  }
}
