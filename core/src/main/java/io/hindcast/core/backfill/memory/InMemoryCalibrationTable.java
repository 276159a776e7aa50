package io.hindcast.core.backfill.memory;

import io.hindcast.core.backfill.memory.Belongings.TaskRow;
import io.hindcast.core.calibration.CalibrationTable;
import io.hindcast.core.calibration.Measured;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskResult;
import io.hindcast.core.task.TaskState;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How fast one backfill's tasks are. */
final class InMemoryCalibrationTable implements CalibrationTable {
  private final Tables tables;
  private final UUID id;

  InMemoryCalibrationTable(Tables tables, UUID id) {
    this.tables = tables;
    this.id = id;
  }

  @Override
  public Measured measured(int pass) {
    return measured(task -> task.pass() == pass);
  }

  /** What all promoted tasks took. */
  Measured measured() {
    return measured(task -> true);
  }

  private Measured measured(Predicate<Task> which) {
    Measured sum = Measured.NOTHING;
    for (TaskRow row : tables.of(id).tasks.values()) {
      if (row.task().state() instanceof TaskState.Promoted && which.test(row.task())) {
        sum = plus(sum, row.task(), row.result());
      }
    }
    return sum;
  }

  private static Measured plus(Measured sum, Task task, @Nullable TaskResult result) {
    return result == null
        ? sum
        : new Measured(
            sum.tasks() + 1,
            sum.rowsPlanned() + task.rowsToRead(),
            sum.rowsRead() + result.rowsRead(),
            sum.bytesRead() + result.bytesRead(),
            sum.rowsWritten() + result.rowsWritten(),
            sum.bytesWritten() + result.bytesWritten(),
            sum.busy().plus(result.elapsed()));
  }

  @Override
  public OptionalLong rowsPerTask() {
    return tables.sizes.find(id).map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  @Override
  public void resized(long rowsPerTask) {
    tables.sizes.put(id, rowsPerTask);
  }
}
