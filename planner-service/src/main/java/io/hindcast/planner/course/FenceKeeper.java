package io.hindcast.planner.course;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.Moved;
import io.hindcast.core.fence.SourceFence;
import io.hindcast.core.fence.SourceState;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Check;
import io.hindcast.core.task.SharedRanges;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskTable;
import io.hindcast.warehouse.SourceLook;
import io.hindcast.warehouse.TableInspector;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Compares the sources as they are with what the tasks' accepted attempts saw of them. */
public final class FenceKeeper {
  private final BackfillStore store;
  private final TableInspector inspector;
  private final Specs specs;

  /** Wired by the planner's main. */
  public FenceKeeper(BackfillStore store, TableInspector inspector, Specs specs) {
    this.store = store;
    this.inspector = inspector;
    this.specs = specs;
  }

  /** Tasks whose sources have changed since they were read. */
  Moved moved(Backfill backfill) {
    BackfillSpec spec = specs.of(backfill);
    Seen seen = store.inTransaction(tx -> seen(tx.tasks(backfill.id())));
    SourceState now =
        new SourceLook(inspector).now(spec.source().tables(), spec.zone(), seen.fences().values());
    List<Task> moved =
        seen.tasks().stream().filter(task -> hasMoved(spec, task, seen.fences(), now)).toList();
    boolean counted = spec.checks().stream().anyMatch(Check.RowCount.class::isInstance);
    return moved(counted ? SharedRanges.complete(moved, seen.tasks()) : moved);
  }

  /** The tasks and the partitions that they own. */
  public static Moved moved(Collection<Task> tasks) {
    return new Moved(
        tasks.stream().map(Task::taskId).toList(),
        tasks.stream().flatMap(task -> task.partitionIds().stream()).toList());
  }

  private static boolean hasMoved(
      BackfillSpec spec, Task task, Map<String, SourceFence> fences, SourceState now) {
    SourceFence fence = fences.getOrDefault(task.taskId(), new SourceFence(List.of()));
    return fence.movedWithin(spec.source().reach(task.range()), now);
  }

  private static Seen seen(TaskTable table) {
    List<Task> tasks = table.all();
    return new Seen(tasks, table.fences(tasks.stream().map(Task::taskId).toList()));
  }

  private record Seen(List<Task> tasks, Map<String, SourceFence> fences) {}
}
