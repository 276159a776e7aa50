package io.hindcast.planner.event;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillNames;
import io.hindcast.core.backfill.BackfillState;
import io.hindcast.core.backfill.BackfillStore;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.table.TableName;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskMachine;
import io.hindcast.core.task.TaskResult;
import io.hindcast.core.task.TaskState;
import io.hindcast.core.task.TaskTable;
import io.hindcast.core.text.PlainText;
import io.hindcast.messaging.Delivery;
import io.hindcast.messaging.MessageHandler;
import io.hindcast.messaging.PoisonMessageException;
import io.hindcast.planner.course.Conductor;
import io.hindcast.planner.course.Drivers;
import io.hindcast.planner.course.Failures;
import io.hindcast.planner.course.Retries;
import io.hindcast.planner.message.References;
import io.hindcast.schemas.StagedPartition;
import io.hindcast.schemas.TaskEvent;
import io.hindcast.schemas.TaskFailed;
import io.hindcast.schemas.TaskStaged;
import io.hindcast.schemas.TaskStarted;
import io.hindcast.warehouse.WorkingTables;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what workers say. Exactly one attempt of each task and generation is accepted; the staging
 * table of any other is dropped.
 */
public final class TaskEventHandler implements MessageHandler<TaskEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(TaskEventHandler.class);

  private final BackfillStore store;
  private final Conductor conductor;
  private final Retries retries;
  private final Drivers drivers;
  private final WorkingTables tables;

  /** Wired by the planner's main. */
  public TaskEventHandler(
      BackfillStore store,
      Conductor conductor,
      Retries retries,
      Drivers drivers,
      WorkingTables tables) {
    this.store = store;
    this.conductor = conductor;
    this.retries = retries;
    this.drivers = drivers;
    this.tables = tables;
  }

  @Override
  public void handle(Delivery<TaskEvent> delivery) {
    TaskEvent event = delivery.message();
    switch (event.getOutcome()) {
      case TaskStarted ignored -> started(event);
      case TaskStaged staged -> staged(event, staged);
      case TaskFailed failed -> failed(event, failed);
      default ->
          throw new PoisonMessageException(
              ErrorCode.MESSAGE_MALFORMED.name(),
              "The outcome %s of a task event is not known"
                  .formatted(event.getOutcome().getClass().getSimpleName()));
    }
  }

  private void started(TaskEvent event) {
    store.inTransaction(tx -> {
      tx.tasks(backfillId(event)).started(event.getTaskId(), workerId(event));
      return true;
    });
  }

  private void staged(TaskEvent event, TaskStaged staged) {
    TableName staging = own(event, References.table(staged.getStagingTable()));
    boolean keep = store.inTransaction(tx -> accept(tx, event, staged, staging));
    if (!keep) {
      LOG.info(
          "Backfill {}: result of task {} attempt {} of {} does not count and is dropped",
          backfillId(event),
          event.getTaskId(),
          event.getAttempt(),
          workerId(event));
      tables.drop(tables.own(staging));
    }
    drivers.nudge(backfillId(event));
  }

  /** What an attempt names is dropped when it does not count: it must be the attempt's own. */
  private TableName own(TaskEvent event, TableName staging) {
    BackfillNames names =
        new BackfillNames(backfillId(event), staging.node(), tables.workingDatabase());
    if (names.stages(staging, event.getTaskId(), event.getGeneration(), event.getAttempt())) {
      return staging;
    }
    throw new PoisonMessageException(
        ErrorCode.TABLE_FOREIGN.name(),
        ("The event says that attempt %d of generation %d of task %s of backfill %s has written %s, which"
                + " is not what its tables are called: nothing is accepted or dropped")
            .formatted(
                event.getAttempt(),
                event.getGeneration(),
                event.getTaskId(),
                backfillId(event),
                staging));
  }

  /** Whether the staging table is, or was, the one that counts. */
  private boolean accept(
      BackfillTransaction tx, TaskEvent event, TaskStaged staged, TableName staging) {
    Optional<Backfill> backfill = running(tx, event);
    if (backfill.isEmpty()) {
      return false;
    }
    TaskTable tasks = tx.tasks(backfill.get().id());
    Optional<Task> found = tasks.find(event.getTaskId());
    if (found.isEmpty() && !tasks.split(List.of(event.getTaskId())).isEmpty()) {
      return false;
    }
    Task task = found.orElseThrow(() -> unknown(event));
    Optional<Task> accepted =
        TaskMachine.staged(task, event.getGeneration(), event.getAttempt(), staging);
    if (accepted.isEmpty()) {
      return task.state().equals(new TaskState.Staged(staging));
    }
    tasks.save(List.of(accepted.get()));
    tasks.accepted(
        task.taskId(),
        result(event, staged),
        References.fence(staged.getFence(), staged.getTallies()));
    conductor.fillSlots(tx, backfill.get());
    return true;
  }

  private void failed(TaskEvent event, TaskFailed failed) {
    TaskMachine.Failure failure =
        new TaskMachine.Failure(
            code(failed.getCode()), PlainText.lines(failed.getMessage()), failed.getRetryable());
    fail(
        backfillId(event),
        new Retries.Subject(
            event.getTaskId(), event.getGeneration(), event.getAttempt(), workerId(event)),
        failure);
  }

  /** The attempt has failed: it is tried again or the backfill fails. */
  void fail(UUID backfillId, Retries.Subject subject, TaskMachine.Failure failure) {
    store.inTransaction(tx -> {
      Optional<Backfill> backfill =
          tx.lock(backfillId).filter(b -> b.state() instanceof BackfillState.Running);
      backfill.ifPresent(found ->
          retries.failed(tx, found, subject, failure).ifPresent(task -> goOn(tx, found, task)));
      return true;
    });
    drivers.nudge(backfillId);
  }

  private void goOn(BackfillTransaction tx, Backfill backfill, Task task) {
    if (task.state() instanceof TaskState.GaveUp) {
      conductor.apply(tx, backfill, Failures.gaveUp(task), "worker");
    } else {
      conductor.fillSlots(tx, backfill);
    }
  }

  private static Optional<Backfill> running(BackfillTransaction tx, TaskEvent event) {
    return tx.lock(backfillId(event)).filter(b -> b.state() instanceof BackfillState.Running);
  }

  private static PoisonMessageException unknown(TaskEvent event) {
    return new PoisonMessageException(
        ErrorCode.NOT_FOUND.name(),
        "Backfill %s has no task '%s'".formatted(backfillId(event), event.getTaskId()));
  }

  private static TaskResult result(TaskEvent event, TaskStaged staged) {
    return new TaskResult(
        workerId(event),
        staged.getReadRows(),
        staged.getReadBytes(),
        staged.getPartitions().stream().mapToLong(StagedPartition::getRows).sum(),
        staged.getPartitions().stream().mapToLong(StagedPartition::getBytes).sum(),
        staged.getFilteredRows(),
        Duration.ofMillis(staged.getDurationMs()),
        staged.getPeakMemoryBytes(),
        staged.getCounts());
  }

  static ErrorCode code(String name) {
    try {
      return ErrorCode.valueOf(name);
    } catch (IllegalArgumentException e) {
      // A newer worker may know codes that this planner does not.
      LOG.debug("The error code {} is not known here", name, e);
      return ErrorCode.INTERNAL;
    }
  }

  private static String workerId(TaskEvent event) {
    return PlainText.line(event.getWorkerId(), PlainText.NAME_MAX);
  }

  private static UUID backfillId(TaskEvent event) {
    return event.getMeta().getBackfillId();
  }
}
