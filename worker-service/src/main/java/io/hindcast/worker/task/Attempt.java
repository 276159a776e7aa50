package io.hindcast.worker.task;

import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.table.TableName;
import io.hindcast.schemas.Task;
import io.hindcast.warehouse.AttemptOrder;
import io.hindcast.warehouse.RangeBinding;

/**
 * One execution of a task. Its nonce makes the names of its query and its staging table unique to
 * this delivery, so that no other execution can write where this one writes.
 *
 * @param order the task
 * @param delivery how often the broker had handed it out, from 1
 * @param nonce letters and digits that were never used before
 */
record Attempt(TaskOrder order, int delivery, String nonce) {
  /** How many partitions beside its own an attempt may touch before the engine stops it. */
  private static final int STRAYS_MAX = 100;

  String queryId() {
    Task task = order.message();
    // The working database is no part of a query's id.
    BackfillNames names = new BackfillNames(task.getMeta().getBackfillId(), "-");
    return "%s%s-a%d-%s"
        .formatted(names.queryIdPrefix(), task.getTaskId(), task.getAttempt(), nonce);
  }

  TableName staging() {
    TableName prefix = TaskWire.table(order.message().getStagingPrefix());
    return prefix.beside(prefix.table() + "_" + nonce);
  }

  AttemptOrder toWarehouse() {
    Task task = order.message();
    return new AttemptOrder(
        queryId(),
        order.target(),
        staging(),
        task.getColumns(),
        task.getSql(),
        new RangeBinding(order.range(), order.zone()),
        order.owned().size() + STRAYS_MAX,
        task.getSettings(),
        order.guard(),
        order.filter(),
        order.rules());
  }
}
