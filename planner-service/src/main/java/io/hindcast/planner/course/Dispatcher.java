package io.hindcast.planner.course;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.backfill.Course;
import io.hindcast.core.outbox.OutboxMessage;
import io.hindcast.core.spec.BackfillSpec;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskMachine;
import io.hindcast.core.task.TaskTable;
import io.hindcast.planner.message.TaskLetters;
import io.hindcast.planner.pace.Slots;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Hands tasks to workers, never more at a time than the backfill was granted slots, and only once
 * the shadow and the guard of their round are there: the {@link Driver} opens them and calls again.
 */
public final class Dispatcher {
  private static final String WITHDRAWN = "00000000";

  private final Specs specs;
  private final TaskLetters letters;
  private final Guards guards;
  private final Slots slots;
  private final String workingDatabase;
  private final InstantSource clock;

  /** Wired by the planner's main. */
  public Dispatcher(
      Specs specs, TaskLetters letters, Guards guards, Slots slots, Surroundings surroundings) {
    this.specs = specs;
    this.letters = letters;
    this.guards = guards;
    this.slots = slots;
    this.workingDatabase = surroundings.workingDatabase();
    this.clock = surroundings.clock();
  }

  /** The order to run the task, under a guard that there never was. */
  OutboxMessage withdrawn(BackfillTransaction tx, Backfill backfill, Task task) {
    BackfillNames names = new BackfillNames(backfill.id(), workingDatabase);
    return letters.order(
        backfill,
        new TaskLetters.Common(
            names,
            specs.of(backfill),
            tx.columns(backfill.id()),
            names.guard(task.round(), WITHDRAWN),
            false),
        task);
  }

  /** Where and when. */
  public record Surroundings(String workingDatabase, InstantSource clock) {}

  /** Fills the free slots of a locked, running backfill with pending tasks of its pass. */
  void fill(BackfillTransaction tx, Backfill backfill, Course course) {
    Optional<TableName> guard = guards.of(backfill.id(), course.round());
    if (!backfill.paused() && guard.isPresent()) {
      fill(tx, backfill, course.pass(), guard.get());
    }
  }

  private void fill(BackfillTransaction tx, Backfill backfill, int pass, TableName guard) {
    BackfillSpec spec = specs.of(backfill);
    TaskTable tasks = tx.tasks(backfill.id());
    int inFlight = tasks.inFlight();
    int missing = spec.execution().parallelism() - inFlight;
    if (missing <= 0) {
      return;
    }
    Instant now = clock.instant();
    List<Task> ready = tasks.dispatchable(pass, now, missing);
    if (ready.isEmpty()) {
      return;
    }
    Slots.Allowance allowance = slots.allowance(tx, backfill, spec, inFlight + ready.size());
    List<Task> sent =
        ready.stream()
            .limit(Math.max(0, allowance.tasks() - inFlight))
            .flatMap(task -> TaskMachine.dispatch(task, now).stream())
            .toList();
    if (sent.isEmpty()) {
      return;
    }
    tasks.save(sent);
    TaskLetters.Common common =
        new TaskLetters.Common(
            BackfillNames.of(backfill, workingDatabase),
            spec,
            tx.columns(backfill.id()),
            guard,
            allowance.gentle());
    sent.forEach(task -> tx.send(letters.order(backfill, common, task)));
  }
}
