package io.hindcast.core.task;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.table.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides which attempt counts. Messages may arrive twice, late or out of order, so an event that
 * is not about the awaited attempt changes nothing: the answer is then empty.
 */
public final class TaskMachine {
  private TaskMachine() {}

  /** A pending task whose time has come goes to a worker as its next attempt. */
  public static Optional<Task> dispatch(Task task, Instant now) {
    if (!(task.state() instanceof TaskState.Pending pending) || now.isBefore(pending.notBefore())) {
      return Optional.empty();
    }
    return Optional.of(
        task.at(
            task.pass(),
            task.round(),
            task.generation(),
            task.attempt() + 1,
            new TaskState.Dispatched(now)));
  }

  /** The awaited attempt has left its result in a staging table: it is the one that counts. */
  public static Optional<Task> staged(Task task, int generation, int attempt, TableName staging) {
    return task.awaits(generation, attempt)
        ? Optional.of(task.with(new TaskState.Staged(staging)))
        : Optional.empty();
  }

  /** The accepted staging table is in the shadow. */
  public static Optional<Task> promoted(Task task, TableName staging) {
    return task.state().equals(new TaskState.Staged(staging))
        ? Optional.of(task.with(new TaskState.Promoted(task.isChunk() ? staging : null)))
        : Optional.empty();
  }

  /**
   * Another chunk of the same partitions is run again. This one need not be, as long as its result
   * is there: it is put together with the other's anew.
   */
  public static Task restage(Task task, int pass, int round, Instant now) {
    @Nullable TaskState next =
        switch (task.state()) {
          case TaskState.Promoted(TableName kept) ->
              kept == null ? null : new TaskState.Staged(kept);
          case TaskState.Staged staged -> staged;
          case TaskState.Pending pending -> pending;
          case TaskState.Dispatched dispatched -> dispatched;
          case TaskState.GaveUp ignored -> null;
        };
    return next == null
        ? rerun(task, pass, round, now)
        : task.at(pass, round, task.generation(), task.attempt(), next);
  }

  /** The awaited attempt has failed: it is tried again later, or given up. */
  public static Optional<Task> failed(
      Task task, int generation, int attempt, Failure failure, RetryPolicy policy, Instant now) {
    if (!task.awaits(generation, attempt)) {
      return Optional.empty();
    }
    Tries tries = task.tries().and(failure.code());
    int failures = tries.like(failure.code());
    boolean last = !failure.retryable() || failures >= policy.triesMax(failure.code());
    TaskState next =
        last
            ? new TaskState.GaveUp(failure.code(), failure.message())
            : new TaskState.Pending(now.plus(policy.pause(failures)));
    return Optional.of(task.tried(tries).with(next));
  }

  /** A task that was given up says what first went wrong, not what happened last. */
  public static Task becauseOf(Task task, FailedAttempt cause) {
    return task.state() instanceof TaskState.GaveUp
        ? task.with(new TaskState.GaveUp(cause.code(), cause.message()))
        : task;
  }

  /**
   * A task that was given up, or whose attempt nobody waits for any more, is tried anew; attempts
   * go on being counted. What is done stays done.
   */
  public static Task retry(Task task, Instant now) {
    return switch (task.state()) {
      case TaskState.GaveUp ignored -> task.tried(Tries.NONE).with(new TaskState.Pending(now));
      case TaskState.Dispatched ignored -> task.tried(Tries.NONE).with(new TaskState.Pending(now));
      case TaskState.Pending ignored -> task;
      case TaskState.Staged ignored -> task;
      case TaskState.Promoted ignored -> task;
    };
  }

  /**
   * The awaited attempt was called back before it began, which is no failure of it: it is sent out
   * anew once the backfill goes on.
   */
  public static Optional<Task> revoked(Task task, int generation, int attempt, Instant now) {
    return task.awaits(generation, attempt)
        ? Optional.of(task.with(new TaskState.Pending(now)))
        : Optional.empty();
  }

  /** Nothing was heard of the awaited attempt for too long. */
  public static Optional<Task> expired(
      Task task, Duration timeout, RetryPolicy policy, Instant now) {
    if (!(task.state() instanceof TaskState.Dispatched dispatched)
        || now.isBefore(dispatched.since().plus(timeout))) {
      return Optional.empty();
    }
    return failed(
        task, task.generation(), task.attempt(), lost(task.attempt(), timeout), policy, now);
  }

  /** What an attempt that was not heard of for so long has failed of. */
  public static Failure lost(int attempt, Duration timeout) {
    return new Failure(
        ErrorCode.WORKER_LOST,
        "Attempt %d was not heard of for %s; are workers running?".formatted(attempt, timeout),
        true);
  }

  /** The task's input has changed: everything so far is void. */
  public static Task rerun(Task task, int pass, int round, Instant now) {
    return task.tried(Tries.NONE)
        .at(pass, round, task.generation() + 1, 0, new TaskState.Pending(now));
  }

  /** Puts a promoted task into another pass as it is. */
  public static Task regroup(Task task, int pass) {
    return task.at(pass, task.round(), task.generation(), task.attempt(), task.state());
  }

  /**
   * Why an attempt failed.
   *
   * @param code its category decides how often it is tried again
   * @param message the first real cause
   * @param retryable whether another attempt may succeed
   */
  public record Failure(ErrorCode code, String message, boolean retryable) {}
}
