package io.hindcast.planner.course;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.Chunks;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskState;
import io.hindcast.warehouse.Warehouse;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the results of one task, or of all chunks of the same partitions, into the shadow. Doing it
 * twice has the effect of once.
 */
final class Promotion {
  private static final Logger LOG = LoggerFactory.getLogger(Promotion.class);

  private final Warehouse warehouse;
  private final String workingDatabase;
  private final Supplier<UUID> ids;

  /**
   * @param ids fresh ones, for the names of tables
   */
  Promotion(Warehouse warehouse, String workingDatabase, Supplier<UUID> ids) {
    this.warehouse = warehouse;
    this.workingDatabase = workingDatabase;
    this.ids = ids;
  }

  /** The accepted staging table of a task. */
  static TableName staging(Task task) {
    if (task.state() instanceof TaskState.Staged staged) {
      return staged.staging();
    }
    throw new IllegalStateException("Task %s is not staged".formatted(task.taskId()));
  }

  /**
   * Promotes them.
   *
   * @param tasks one that owns its partitions alone, or all chunks of the same ones
   * @return those whose staging tables are gone, so that they have to be run again and nothing was
   *     promoted; empty when everything was
   */
  List<Task> promote(Backfill backfill, List<Task> tasks) {
    BackfillNames names = BackfillNames.of(backfill, workingDatabase);
    try {
      if (tasks.getFirst().isChunk()) {
        assemble(names, tasks);
      } else {
        Task task = tasks.getFirst();
        warehouse.promote(staging(task), names.shadow(task.round()), task.partitionIds());
      }
      return List.of();
    } catch (HindcastException e) {
      List<Task> lost = e.code() == ErrorCode.TABLE_UNKNOWN ? lost(tasks) : List.of();
      if (lost.isEmpty()) {
        throw e;
      }
      lost.forEach(
          task -> LOG.warn("Task {} lost its staging table and is run again", task.taskId(), e));
      return lost;
    }
  }

  /**
   * A single chunk in the shadow would replace its siblings, so they are put together first, under
   * a name of this try's own. What earlier tries have left goes before: a planner that was stopped
   * in one of them, and goes on, can no longer move it into the shadow.
   */
  private void assemble(BackfillNames names, List<Task> chunks) {
    Task first = chunks.getFirst();
    List<TableName> staging = Chunks.stagingOf(chunks);
    if (staging.isEmpty()) {
      throw new IllegalStateException(
          "The chunks of %s do not make up its range: %s"
              .formatted(first.partitionIds(), chunks.stream().map(Task::taskId).toList()));
    }
    warehouse
        .on(names.node())
        .tablesWithPrefix(workingDatabase, names.assemblyPrefix(first.taskId()))
        .forEach(table -> warehouse.drop(warehouse.own(table)));
    warehouse.assemble(
        warehouse.own(names.assembly(first.taskId(), ids.get().toString().replace("-", ""))),
        staging,
        names.shadow(first.round()),
        first.partitionIds());
  }

  private List<Task> lost(List<Task> tasks) {
    return tasks.stream().filter(task -> warehouse.storageOf(staging(task)).isEmpty()).toList();
  }
}
