package io.hindcast.planner.course;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskMachine;
import io.hindcast.core.task.TaskTable;
import io.hindcast.planner.message.TaskLetters;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Hands tasks to workers, never more at a time than the spec's parallelism. */
public final class Dispatcher {
  private final Specs specs;
  private final TaskLetters letters;
  private final String workingDatabase;
  private final InstantSource clock;

  /** Wired by the planner's main. */
  public Dispatcher(Specs specs, TaskLetters letters, String workingDatabase, InstantSource clock) {
    this.specs = specs;
    this.letters = letters;
    this.workingDatabase = workingDatabase;
    this.clock = clock;
  }

  /** Fills the free slots of a locked backfill with pending tasks of the pass. */
  void fill(BackfillTransaction tx, Backfill backfill, int pass) {
    if (backfill.paused()) {
      return;
    }
    BackfillSpec spec = specs.of(backfill);
    TaskTable tasks = tx.tasks(backfill.id());
    int free = spec.execution().parallelism() - tasks.inFlight();
    if (free <= 0) {
      return;
    }
    Instant now = clock.instant();
    List<Task> sent =
        tasks.dispatchable(pass, now, free).stream()
            .flatMap(task -> TaskMachine.dispatch(task, now).stream())
            .toList();
    if (sent.isEmpty()) {
      return;
    }
    tasks.save(sent);
    TaskLetters.Common common =
        new TaskLetters.Common(
            new BackfillNames(backfill.id(), workingDatabase), spec, tx.columns(backfill.id()));
    sent.forEach(task -> tx.send(letters.order(backfill, common, task)));
  }
}
