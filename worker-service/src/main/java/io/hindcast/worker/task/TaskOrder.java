package io.hindcast.worker.task;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.spec.Changes;
import io.hindcast.core.spec.Transform.Doubt;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.RowFilter;
import io.hindcast.core.time.TimeRange;
import io.hindcast.messaging.PoisonMessageException;
import io.hindcast.schemas.StrayPolicy;
import io.hindcast.schemas.TableRef;
import io.hindcast.schemas.Task;
import io.hindcast.warehouse.RangeBinding;
import io.hindcast.warehouse.SourceLook;
import io.hindcast.warehouse.StorageRules;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A task message that can be worked on.
 *
 * @param message the message, for what is passed on as it is
 * @param range what to compute
 * @param sourceRange what the transform may read
 * @param zone the spec's time zone
 * @param owned partitions of the target that the task may write
 * @param filter which of the statement's rows it takes
 * @param changes how it is told whether the sources have changed
 */
record TaskOrder(
    Task message,
    TimeRange range,
    TimeRange sourceRange,
    ZoneId zone,
    Set<String> owned,
    RowFilter filter,
    Changes changes) {

  /**
   * Reads a message.
   *
   * @throws PoisonMessageException when it contradicts itself: no worker could do it
   */
  static TaskOrder of(Task task) {
    require(!task.getColumns().isEmpty(), "it has no columns");
    require(!task.getPartitions().isEmpty(), "it owns no partitions");
    require(
        task.getStray() != StrayPolicy.UNKNOWN,
        "its policy for stray rows is of a newer version: update this worker");
    try {
      return new TaskOrder(
          task,
          new TimeRange(task.getFromTime(), task.getToTime()),
          new TimeRange(task.getSourceFrom(), task.getSourceTo()),
          ZoneId.of(task.getZone()),
          Set.copyOf(task.getPartitions()),
          TaskWire.filter(task.getFilter()),
          TaskWire.changes(task));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw malformed(String.valueOf(e.getMessage()), e);
    }
  }

  /** The task among those of all backfills. */
  String label() {
    return "%s/%s".formatted(message.getMeta().getBackfillId(), message.getTaskId());
  }

  TableName target() {
    return TaskWire.table(message.getTargetTable());
  }

  /** The table that must exist for the task to begin, if one must. */
  @Nullable TableName guard() {
    TableRef guard = message.getGuard();
    return guard == null ? null : TaskWire.table(guard);
  }

  List<TableName> sources() {
    return message.getSources().stream().map(TaskWire::table).toList();
  }

  /** What is to be fenced before the read. */
  SourceLook.Order fencing() {
    TimeRange last = new TimeRange(lastCut(), range.to());
    return new SourceLook.Order(
        message.getSql(),
        message.getSettings(),
        new RangeBinding(range, zone),
        sourceRange,
        pieces().stream().map(this::reach).toList(),
        new SourceLook.Probe(last, reach(last)),
        sources(),
        changes);
  }

  private List<TimeRange> pieces() {
    List<TimeRange> pieces = new ArrayList<>();
    Instant from = range.from();
    for (Instant cut : cuts()) {
      pieces.add(new TimeRange(from, cut));
      from = cut;
    }
    pieces.add(new TimeRange(from, range.to()));
    return pieces;
  }

  /** Inside the range, oldest first. */
  private List<Instant> cuts() {
    return message.getCuts().stream()
        .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS))
        .filter(cut -> cut.isAfter(range.from()) && cut.isBefore(range.to()))
        .sorted()
        .distinct()
        .toList();
  }

  private Instant lastCut() {
    return cuts().isEmpty() ? range.from() : cuts().getLast();
  }

  private TimeRange reach(TimeRange piece) {
    return piece.widen(
        Duration.between(sourceRange.from(), range.from()),
        Duration.between(range.to(), sourceRange.to()));
  }

  /** A query of the spec's rowCount checks, and what it is asked for. */
  record Count(String sql, List<RangeBinding> ranges) {}

  /** Query by query, in the order in which the answers are told. */
  List<Count> counts() {
    List<String> queries = message.getCountQueries();
    return IntStream.range(0, queries.size())
        .mapToObj(i -> new Count(queries.get(i), ranges(i)))
        .toList();
  }

  private List<RangeBinding> ranges(int query) {
    if (message.getCountAsks().isEmpty()) {
      return List.of(new RangeBinding(range, zone));
    }
    return message.getCountAsks().stream()
        .filter(ask -> ask.getQuery() == query)
        .map(ask -> new RangeBinding(new TimeRange(ask.getFromTime(), ask.getToTime()), zone))
        .toList();
  }

  /** How values may be stored. */
  StorageRules rules() {
    return new StorageRules(
        message.getKey(), message.getAcceptsNarrowing() ? Doubt.ACCEPT : Doubt.REFUSE);
  }

  boolean filtersStrays() {
    return message.getStray() == StrayPolicy.FILTER;
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw malformed(otherwise, new IllegalArgumentException(otherwise));
    }
  }

  private static PoisonMessageException malformed(String reason, Exception cause) {
    return new PoisonMessageException(
        ErrorCode.MESSAGE_MALFORMED.name(), "The task cannot be run: " + reason, cause);
  }
}
