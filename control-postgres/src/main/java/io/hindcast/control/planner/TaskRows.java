package io.hindcast.control.planner;

import io.hindcast.control.database.Row;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskState;
import io.hindcast.core.time.TimeRange;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of the table task. */
final class TaskRows {
  private TaskRows() {}

  static Task task(Row row) {
    return new Task(
        row.string("task_id"),
        row.integer("wave"),
        row.integer("pass"),
        row.integer("round"),
        new TimeRange(row.instant("range_from"), row.instant("range_to")),
        row.strings("partitions"),
        row.number("rows_to_read"),
        row.integer("generation"),
        row.integer("attempt"),
        state(row));
  }

  /** In the order of the save statement's parameters. */
  static List<@Nullable Object> saveValues(UUID backfillId, Task task) {
    TaskState state = task.state();
    return Arrays.asList(
        task.pass(),
        task.round(),
        task.generation(),
        task.attempt(),
        state.label(),
        state instanceof TaskState.Pending pending ? pending.notBefore() : null,
        state instanceof TaskState.Dispatched dispatched ? dispatched.since() : null,
        state instanceof TaskState.Staged staged ? staged.staging().database() : null,
        state instanceof TaskState.Staged staged ? staged.staging().table() : null,
        state instanceof TaskState.GaveUp gaveUp ? gaveUp.code() : null,
        state instanceof TaskState.GaveUp gaveUp ? gaveUp.message() : null,
        backfillId,
        task.taskId());
  }

  private static TaskState state(Row row) {
    String label = row.string("state");
    return switch (label) {
      case "PENDING" -> new TaskState.Pending(row.instant("not_before"));
      case "DISPATCHED" -> new TaskState.Dispatched(row.instant("since"));
      case "STAGED" ->
          new TaskState.Staged(
              new TableName(row.string("staging_database"), row.string("staging_table")));
      case "PROMOTED" -> new TaskState.Promoted();
      case "GAVE_UP" ->
          new TaskState.GaveUp(row.choice("code", ErrorCode.class), row.string("message"));
      default -> throw new IllegalStateException("No task state is called " + label);
    };
  }
}
