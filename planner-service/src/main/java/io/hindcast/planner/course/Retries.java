package io.hindcast.planner.course;

import io.hindcast.core.backfill.AuditEntry;
import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillTransaction;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.task.FailedAttempt;
import io.hindcast.core.task.MemoryRelief;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskMachine;
import io.hindcast.core.task.TaskState;
import io.hindcast.core.task.TaskTable;
import io.hindcast.planner.message.DeadTasks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of a task whose attempt has failed: the failure is noted, and the task is tried
 * again or put aside as a dead letter with everything that went wrong.
 */
public final class Retries {
  private static final Logger LOG = LoggerFactory.getLogger(Retries.class);

  private final Specs specs;
  private final Failures failures;
  private final Dispatcher dispatcher;
  private final DeadTasks letters;
  private final InstantSource clock;

  /** Wired by the planner's main. */
  public Retries(
      Specs specs,
      Failures failures,
      Dispatcher dispatcher,
      DeadTasks letters,
      InstantSource clock) {
    this.specs = specs;
    this.failures = failures;
    this.dispatcher = dispatcher;
    this.letters = letters;
    this.clock = clock;
  }

  /**
   * Which attempt an event is about.
   *
   * @param workerId empty when it is not known
   */
  public record Subject(String taskId, int generation, int attempt, String workerId) {}

  /** The task as it is now, saved; empty when the attempt is not the awaited one. */
  public Optional<Task> failed(
      BackfillTransaction tx, Backfill backfill, Subject subject, TaskMachine.Failure failure) {
    Instant now = clock.instant();
    TaskTable tasks = tx.tasks(backfill.id());
    Optional<Task> task = tasks.find(subject.taskId());
    if (failure.code() == ErrorCode.ATTEMPT_REVOKED) {
      Optional<Task> back =
          task.flatMap(it -> TaskMachine.revoked(it, subject.generation(), subject.attempt(), now));
      back.ifPresent(it -> tasks.save(List.of(it)));
      return back;
    }
    return task.flatMap(it ->
        TaskMachine.failed(
                it,
                subject.generation(),
                subject.attempt(),
                failure,
                failures.policy(backfill),
                now)
            .map(next -> note(tx, backfill, it, next, attempt(it, subject, failure, now))));
  }

  /** The same for an awaited attempt that was not heard of in time. */
  Optional<Task> expired(BackfillTransaction tx, Backfill backfill, Task task) {
    Instant now = clock.instant();
    Duration timeout = failures.attemptTimeout();
    Subject subject = new Subject(task.taskId(), task.generation(), task.attempt(), "");
    TaskMachine.Failure lost = TaskMachine.lost(task.attempt(), timeout);
    return TaskMachine.expired(task, timeout, failures.policy(backfill), now)
        .map(next -> note(tx, backfill, task, next, attempt(task, subject, lost, now)));
  }

  private static FailedAttempt attempt(
      Task task, Subject subject, TaskMachine.Failure failure, Instant now) {
    return new FailedAttempt(
        task.taskId(),
        task.generation(),
        task.attempt(),
        subject.workerId(),
        now,
        failure.code(),
        failure.message(),
        task.tries().memory());
  }

  private Task note(
      BackfillTransaction tx, Backfill backfill, Task task, Task next, FailedAttempt failed) {
    TaskTable tasks = tx.tasks(backfill.id());
    tasks.failed(failed);
    LOG.info(
        "Backfill {}: attempt {} of task {} failed on {} ({}): {}; now {}",
        backfill.id(),
        failed.attempt(),
        failed.taskId(),
        failed.workerId(),
        failed.code(),
        failed.message(),
        next.state().label());
    List<Task> parts = MemoryRelief.parts(specs.of(backfill), next, failed.code());
    if (!parts.isEmpty()) {
      split(tx, backfill, next, parts);
      return next;
    }
    Task noted = next.state() instanceof TaskState.GaveUp ? bury(tx, backfill, task, next) : next;
    tasks.save(List.of(noted));
    return noted;
  }

  private void split(BackfillTransaction tx, Backfill backfill, Task task, List<Task> parts) {
    TaskTable tasks = tx.tasks(backfill.id());
    tasks.replace(List.of(task), parts);
    tasks.save(parts);
    String reason =
        "Task %s ran out of memory %d times and is split into %d"
            .formatted(task.taskId(), task.tries().memory(), parts.size());
    LOG.info("Backfill {}: {}", backfill.id(), reason);
    String state = backfill.state().label();
    tx.audit(
        backfill.id(),
        new AuditEntry(clock.instant(), "TaskSplit", state, state, "planner", reason));
  }

  private Task bury(BackfillTransaction tx, Backfill backfill, Task task, Task next) {
    List<FailedAttempt> history =
        tx.tasks(backfill.id()).failures(task.taskId(), task.generation());
    FailedAttempt cause = FailedAttempt.cause(history);
    tx.send(letters.letter(backfill, dispatcher.withdrawn(tx, backfill, task), cause, history));
    return TaskMachine.becauseOf(next, cause);
  }
}
