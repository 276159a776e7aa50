package io.hindcast.relay.swap;

import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.swap.SwapContext;
import io.hindcast.core.swap.SwapFailure;
import io.hindcast.core.swap.SwapFigures;
import io.hindcast.core.swap.SwapIntent;
import io.hindcast.core.swap.SwapPlan;
import io.hindcast.core.swap.SwapRepeat;
import io.hindcast.core.swap.SwapState;
import io.hindcast.core.table.TableName;
import io.hindcast.messaging.Topics;
import io.hindcast.schemas.Meta;
import io.hindcast.schemas.SwapCompleted;
import io.hindcast.schemas.SwapEvent;
import io.hindcast.schemas.SwapProgress;
import io.hindcast.schemas.SwapRefused;
import io.hindcast.schemas.SwapRolledBack;
import io.hindcast.schemas.SwappedPartition;
import io.hindcast.schemas.TableRef;
import io.hindcast.schemas.codec.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a swap as a message, and what it repeats meanwhile. Their ids follow from the
 * swap's: stable in every attempt.
 */
record SwapLetter(InstantSource clock) {
  private static final int TEXT_MAX = 2_000;

  /**
   * Tells of an outcome.
   *
   * @param groupGap from the first to the last publication of its group, as far as observed
   */
  OutboxMessage of(SwapState.Terminal outcome, Optional<Duration> groupGap) {
    SwapPlan plan = outcome.context().plan();
    UUID id = eventId(plan.swapId());
    SwapEvent event =
        new SwapEvent(
            meta(id, plan, SwapEvent.class),
            plan.swapId().toString(),
            reference(plan.target()),
            plan.provenance().specName(),
            plan.provenance().transformVersion(),
            plan.provenance().round(),
            switch (outcome) {
              case SwapState.Completed completed ->
                  switch (plan.intent().direction()) {
                    case FORWARD -> completed(completed, groupGap);
                    case BACK -> rolledBack(completed, groupGap);
                  };
              case SwapState.Refused refused -> refused(refused.failure());
            });
    return new OutboxMessage(
        id,
        Topics.SWAP_EVENTS.name(),
        plan.target().toString(),
        "SwapEvent",
        MessageCodec.standard().encode(event),
        null);
  }

  /**
   * Tells of a repeated step. The id is that of the repeat: a relay that died may tell it again.
   */
  OutboxMessage of(SwapContext context, SwapRepeat repeat) {
    SwapPlan plan = context.plan();
    String name =
        "%s/%d/%d/%d/%s"
            .formatted(
                plan.swapId(),
                context.epoch(),
                context.fence(),
                context.figures().windows(),
                repeat.step());
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    SwapProgress progress =
        new SwapProgress(
            meta(id, plan, SwapProgress.class),
            plan.swapId().toString(),
            reference(plan.target()),
            repeat.step(),
            repeat.times(),
            repeat.why().code().name(),
            shortened(repeat.why().message()));
    return new OutboxMessage(
        id,
        Topics.SWAP_PROGRESS.name(),
        plan.target().toString(),
        "SwapProgress",
        MessageCodec.standard().encode(progress),
        null);
  }

  private static String shortened(String text) {
    return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX) + " …";
  }

  static UUID eventId(UUID swapId) {
    return UUID.nameUUIDFromBytes((swapId + "/outcome").getBytes(StandardCharsets.UTF_8));
  }

  private Meta meta(UUID id, SwapPlan plan, Class<? extends SpecificRecord> type) {
    return new Meta(
        id,
        plan.provenance().backfillId(),
        clock.instant().truncatedTo(ChronoUnit.MICROS),
        MessageCodec.standard().version(type),
        null);
  }

  private static SwapCompleted completed(SwapState.Completed outcome, Optional<Duration> groupGap) {
    List<SwappedPartition> partitions = partitions(outcome);
    SwapFigures figures = outcome.context().figures();
    return SwapCompleted.newBuilder()
        .setPreviousTable(reference(outcome.kept().previous()))
        .setPublishedTable(reference(outcome.kept().published()))
        .setKeptTables(kept(outcome))
        .setUndoes(undone(outcome))
        .setPartitions(partitions)
        .setRowsBefore(partitions.stream().mapToLong(SwappedPartition::getRowsBefore).sum())
        .setRowsAfter(partitions.stream().mapToLong(SwappedPartition::getRowsAfter).sum())
        .setCarriedRows(outcome.context().carriedRows())
        .setUpdatedRows(outcome.context().withheld().rows())
        .setMergesStoppedMs(figures.mergesStopped().toMillis())
        .setExchangeMicros(figures.exchangeMicros())
        .setDifferingPartitions(outcome.differing())
        .setGroupId(group(outcome))
        .setGroupGapMicros(groupGap.map(gap -> gap.toNanos() / 1_000).orElse(0L))
        .build();
  }

  private static SwapRolledBack rolledBack(
      SwapState.Completed outcome, Optional<Duration> groupGap) {
    List<SwappedPartition> partitions = partitions(outcome);
    SwapFigures figures = outcome.context().figures();
    return SwapRolledBack.newBuilder()
        .setPreviousTable(reference(outcome.kept().previous()))
        .setPublishedTable(reference(outcome.kept().published()))
        .setKeptTables(kept(outcome))
        .setUndoes(undone(outcome))
        .setPartitions(partitions)
        .setRowsBefore(partitions.stream().mapToLong(SwappedPartition::getRowsBefore).sum())
        .setRowsAfter(partitions.stream().mapToLong(SwappedPartition::getRowsAfter).sum())
        .setCarriedRows(outcome.context().carriedRows())
        .setUpdatedRows(outcome.context().withheld().rows())
        .setMergesStoppedMs(figures.mergesStopped().toMillis())
        .setExchangeMicros(figures.exchangeMicros())
        .setDifferingPartitions(outcome.differing())
        .setGroupId(group(outcome))
        .setGroupGapMicros(groupGap.map(gap -> gap.toNanos() / 1_000).orElse(0L))
        .build();
  }

  private static List<SwappedPartition> partitions(SwapState.Completed outcome) {
    return outcome.partitions().stream().map(SwapLetter::partition).toList();
  }

  private static @Nullable String group(SwapState.Completed outcome) {
    SwapIntent.Group group = outcome.context().plan().intent().group();
    return group == null ? null : group.id().toString();
  }

  private static List<TableRef> kept(SwapState.Completed outcome) {
    return outcome.kept().all().stream().map(SwapLetter::reference).toList();
  }

  private static List<String> undone(SwapState.Completed outcome) {
    return outcome.context().plan().intent().undoes().stream().map(UUID::toString).toList();
  }

  private static SwapRefused refused(SwapFailure failure) {
    return new SwapRefused(failure.code().name(), failure.message(), failure.partitions());
  }

  private static SwappedPartition partition(io.hindcast.core.swap.SwappedPartition partition) {
    return SwappedPartition.newBuilder()
        .setId(partition.partitionId())
        .setRowsBefore(partition.before().rows())
        .setRowsAfter(partition.after().rows())
        .setChecksumBefore(partition.before().checksum())
        .setChecksumAfter(partition.after().checksum())
        .build();
  }

  private static TableRef reference(TableName table) {
    return new TableRef(table.database(), table.table(), table.node());
  }
}
