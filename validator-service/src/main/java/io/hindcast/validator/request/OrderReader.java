package io.hindcast.validator.request;

import io.hindcast.core.check.JudgedTask;
import io.hindcast.core.check.ValidationOrder;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.fence.SourceTally.Cell;
import io.hindcast.core.fence.SourceTally.Count;
import io.hindcast.core.fence.Way;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.messaging.PoisonMessageException;
import io.hindcast.schemas.FenceEntry;
import io.hindcast.schemas.SourceTally;
import io.hindcast.schemas.TableRef;
import io.hindcast.schemas.ValidationRequest;
import io.hindcast.schemas.ValidationTask;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Translates requests from the wire. */
final class OrderReader {
  private OrderReader() {}

  /**
   * The order in a request.
   *
   * @throws PoisonMessageException when a value makes no sense
   */
  static ValidationOrder read(ValidationRequest request) {
    try {
      return new ValidationOrder(
          UUID.fromString(request.getValidationId()),
          request.getMeta().getBackfillId(),
          request.getWave(),
          request.getGeneration(),
          table(request.getTargetTable()),
          table(request.getShadowTable()),
          request.getBaseTable() == null ? null : table(request.getBaseTable()),
          request.getTasks().stream().map(OrderReader::task).toList());
    } catch (IllegalArgumentException e) {
      throw new PoisonMessageException(
          ErrorCode.MESSAGE_MALFORMED.name(),
          "The request for validation '%s' cannot be read: %s"
              .formatted(request.getValidationId(), e.getMessage()),
          e);
    }
  }

  private static JudgedTask task(ValidationTask task) {
    return new JudgedTask(
        task.getTaskId(),
        new TimeRange(task.getFromTime(), task.getToTime()),
        new TimeRange(task.getSourceFrom(), task.getSourceTo()),
        task.getPartitions(),
        new SourceFence(
            task.getFence().stream().map(OrderReader::fence).toList(),
            task.getTallies().stream().map(OrderReader::tally).toList()),
        steps(task),
        task.getCounts());
  }

  private static List<JudgedTask.Step> steps(ValidationTask task) {
    return task.getSteps().isEmpty()
        ? List.of(
            new JudgedTask.Step(
                new TimeRange(task.getFromTime(), task.getToTime()), task.getPartitions()))
        : task.getSteps().stream()
            .map(step ->
                new JudgedTask.Step(
                    new TimeRange(step.getFromTime(), step.getToTime()), step.getPartitions()))
            .toList();
  }

  private static io.hindcast.core.fence.FenceEntry fence(FenceEntry entry) {
    return new io.hindcast.core.fence.FenceEntry(
        table(entry.getTable()),
        entry.getPartitionId(),
        entry.getMaxBlock(),
        entry.getDataVersion(),
        entry.getRows(),
        entry.getStorage(),
        span(entry.getSpanFrom(), entry.getSpanTo()));
  }

  private static io.hindcast.core.fence.SourceTally tally(SourceTally tally) {
    return new io.hindcast.core.fence.SourceTally(
        Way.valueOf(tally.getWay()),
        new Count(
            table(tally.getTable()),
            tally.getTimeColumn(),
            tally.getTicks(),
            tally.getColumns(),
            tally.getMerged()),
        tally.getParts(),
        tally.getCells().stream()
            .map(cell ->
                new Cell(
                    new TimeRange(instant(cell.getFrom()), instant(cell.getTo())),
                    cell.getRows(),
                    cell.getChecksum()))
            .toList());
  }

  private static @Nullable TimeRange span(@Nullable Long from, @Nullable Long to) {
    return from == null || to == null ? null : new TimeRange(instant(from), instant(to));
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  private static TableName table(TableRef ref) {
    return new TableName(ref.getNode(), ref.getDatabase(), ref.getTable());
  }
}
