package io.hindcast.planner.course;

import io.hindcast.core.backfill.AuditEntry;
import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.calibration.Calibration;
import io.hindcast.core.calibration.CalibrationTable;
import io.hindcast.core.calibration.Recut;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.spec.Execution;
import io.hindcast.core.task.Task;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cuts the tasks of later waves anew by how fast those of a wave were. */
public final class Calibrator {
  private static final Logger LOG = LoggerFactory.getLogger(Calibrator.class);

  private final Specs specs;
  private final InstantSource clock;

  /** Wired by the planner's main. */
  public Calibrator(Specs specs, InstantSource clock) {
    this.specs = specs;
    this.clock = clock;
  }

  /** A wave of the locked backfill has passed, and the next one has not begun. */
  public void recut(BackfillTransaction tx, Backfill backfill, int wave) {
    BackfillSpec spec = specs.of(backfill);
    Execution execution = spec.execution();
    CalibrationTable table = tx.calibration(backfill.id());
    Calibration.resize(
            table.rowsPerTask().orElse(execution.rowsPerTask()),
            table.measured(wave),
            execution.taskDuration())
        .ifPresent(resize -> {
          List<Task> old = Recut.untouched(tx.tasks(backfill.id()).all(), wave);
          List<Task> next = old.isEmpty() ? List.of() : Recut.of(spec, old, resize.after());
          if (!next.isEmpty()) {
            tx.tasks(backfill.id()).replace(old, next);
            table.resized(resize.after());
            note(
                tx,
                backfill,
                "%s; %,d -> %,d tasks left".formatted(resize.message(), old.size(), next.size()));
          }
        });
  }

  private void note(BackfillTransaction tx, Backfill backfill, String message) {
    LOG.info("Backfill {}: {}", backfill.id(), message);
    String state = backfill.state().label();
    tx.audit(
        backfill.id(),
        new AuditEntry(clock.instant(), "TasksResized", state, state, "planner", message));
  }
}
