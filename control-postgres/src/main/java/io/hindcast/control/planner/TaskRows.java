package io.hindcast.control.planner;

import io.hindcast.control.database.Row;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskState;
import io.hindcast.core.time.TimeRange;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
        state(row),
        TaskShapes.read(row),
        RowFilterJson.read(row.optionalString("row_filter").orElse(null)));
  }

  /** In the order of the insert statement's parameters; the task must be pending. */
  static List<@Nullable Object> insertValues(UUID backfillId, Task task) {
    if (!(task.state() instanceof TaskState.Pending pending)) {
      throw new IllegalArgumentException(
          "Task %s is %s: expected a pending one".formatted(task.taskId(), task.state().label()));
    }
    Optional<TimeRange> whole = TaskShapes.whole(task.shape());
    return Arrays.asList(
        backfillId,
        task.taskId(),
        task.wave(),
        task.pass(),
        task.round(),
        task.range().from(),
        task.range().to(),
        task.partitionIds(),
        task.rowsToRead(),
        task.generation(),
        task.attempt(),
        pending.notBefore(),
        TaskShapes.pieces(task.shape()),
        whole.map(TimeRange::from).orElse(null),
        whole.map(TimeRange::to).orElse(null),
        RowFilterJson.write(task.filter()));
  }

  /** In the order of the save statement's parameters. */
  static List<@Nullable Object> saveValues(UUID backfillId, Task task) {
    TaskState state = task.state();
    @Nullable TableName staging = staging(state);
    return Arrays.asList(
        task.pass(),
        task.round(),
        task.generation(),
        task.attempt(),
        state.label(),
        state instanceof TaskState.Pending pending ? pending.notBefore() : null,
        state instanceof TaskState.Dispatched dispatched ? dispatched.since() : null,
        staging == null ? null : staging.place(),
        staging == null ? null : staging.table(),
        state instanceof TaskState.GaveUp gaveUp ? gaveUp.code() : null,
        state instanceof TaskState.GaveUp gaveUp ? gaveUp.message() : null,
        backfillId,
        task.taskId());
  }

  private static @Nullable TableName staging(TaskState state) {
    return switch (state) {
      case TaskState.Staged staged -> staged.staging();
      case TaskState.Promoted promoted -> promoted.kept();
      case TaskState.Pending ignored -> null;
      case TaskState.Dispatched ignored -> null;
      case TaskState.GaveUp ignored -> null;
    };
  }

  private static Optional<TableName> staging(Row row) {
    return row.optionalString("staging_database")
        .map(database -> TableName.in(database, row.string("staging_table")));
  }

  private static TaskState state(Row row) {
    String label = row.string("state");
    return switch (label) {
      case "PENDING" -> new TaskState.Pending(row.instant("not_before"));
      case "DISPATCHED" -> new TaskState.Dispatched(row.instant("since"));
      case "STAGED" -> new TaskState.Staged(staging(row).orElseThrow());
      case "PROMOTED" -> new TaskState.Promoted(staging(row).orElse(null));
      case "GAVE_UP" ->
          new TaskState.GaveUp(row.choice("code", ErrorCode.class), row.string("message"));
      default -> throw new IllegalStateException("No task state is called " + label);
    };
  }
}
