package io.hindcast.core.backfill.memory;

import io.hindcast.core.backfill.AuditEntry;
import io.hindcast.core.backfill.DependentTable;
import io.hindcast.core.backfill.Direction;
import io.hindcast.core.backfill.ResultTable;
import io.hindcast.core.backfill.Review;
import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.pin.PartitionPin;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.FailedAttempt;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskResult;
import io.hindcast.core.task.TaskState;
import io.hindcast.core.view.View;
import io.hindcast.core.view.ViewCheck;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What belongs to one backfill. */
final class Belongings {
  final Rows<String, TaskRow> tasks;
  final Rows<FailureKey, FailedAttempt> failures;
  final Rows<PinKey, PartitionPin> pins;
  final Rows<String, Review.Approval> approvals;
  final Rows<Integer, List<ResultTable.CheckLine>> checks;
  final Rows<UUID, ResultTable.SwapLine> swaps;
  final Rows<Integer, ReversalRow> reversals;
  final Rows<TableName, KeptRow> kept;
  final Rows<Integer, View> views;
  final Rows<Integer, DependentTable.Fed> fed;
  final Rows<UUID, List<ViewCheck>> viewChecks;
  final Rows<RebuildKey, UUID> rebuilds;
  final Rows<Integer, AuditEntry> history;

  Belongings(Undo undo) {
    tasks = Rows.sorted(undo);
    failures = Rows.sorted(undo);
    pins = Rows.sorted(undo);
    approvals = Rows.sorted(undo);
    checks = Rows.sorted(undo);
    swaps = Rows.asAdded(undo);
    reversals = Rows.sorted(undo);
    kept = Rows.sorted(undo);
    views = Rows.sorted(undo);
    fed = Rows.sorted(undo);
    viewChecks = Rows.asAdded(undo);
    rebuilds = Rows.asAdded(undo);
    history = Rows.sorted(undo);
  }

  /** A task with what its accepted attempt did and saw. */
  record TaskRow(
      Task task,
      @Nullable String workerId,
      @Nullable TaskResult result,
      @Nullable SourceFence fence) {

    /** Who works on a new attempt is not known yet. */
    TaskRow in(Task next) {
      boolean sent = next.state() instanceof TaskState.Dispatched;
      return new TaskRow(next, sent ? null : workerId, result, fence);
    }
  }

  /** An attempt of a task's generation. */
  record FailureKey(String taskId, int generation, int attempt) implements Comparable<FailureKey> {
    private static final Comparator<FailureKey> ORDER =
        Comparator.comparing(FailureKey::taskId)
            .thenComparingInt(FailureKey::generation)
            .thenComparingInt(FailureKey::attempt);

    @Override
    public int compareTo(FailureKey other) {
      return ORDER.compare(this, other);
    }
  }

  /** A partition of a round. */
  record PinKey(int round, String partitionId) implements Comparable<PinKey> {
    private static final Comparator<PinKey> ORDER =
        Comparator.comparingInt(PinKey::round).thenComparing(PinKey::partitionId);

    @Override
    public int compareTo(PinKey other) {
      return ORDER.compare(this, other);
    }
  }

  /** A rollback, or a swap forward again, and what became of it; null while that is open. */
  record ReversalRow(
      @Nullable UUID swapId, Direction direction, List<UUID> undoes, @Nullable String outcome) {

    ReversalRow closed(String as) {
      return new ReversalRow(swapId, direction, undoes, as);
    }
  }

  /** A table that a swap has left behind. */
  record KeptRow(UUID swapId, Instant at, @Nullable Instant droppedAt) {}

  /** A fed table after a swap. */
  record RebuildKey(TableName table, UUID swapId) {}
}
