package io.hindcast.planner.course;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillEvent;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskMachine;
import io.hindcast.core.task.TaskState;
import java.time.Duration;

/** How failed attempts are repeated, and what becomes of a backfill whose task is given up. */
public final class Failures {
  private final Specs specs;
  private final Duration attemptTimeout;
  private final Duration backoff;

  /**
   * @param attemptTimeout after which an unheard-of attempt is taken for lost
   * @param backoff before the second attempt of a task; doubled with each further one
   */
  public Failures(Specs specs, Duration attemptTimeout, Duration backoff) {
    this.specs = specs;
    this.attemptTimeout = attemptTimeout;
    this.backoff = backoff;
  }

  Duration attemptTimeout() {
    return attemptTimeout;
  }

  /** The backfill's retry policy. */
  public TaskMachine.RetryPolicy policy(Backfill backfill) {
    return new TaskMachine.RetryPolicy(specs.of(backfill).execution().attemptsMax(), backoff);
  }

  /** What a given-up task means for its backfill. */
  public static BackfillEvent gaveUp(Task task) {
    if (task.state() instanceof TaskState.GaveUp gaveUp) {
      return new BackfillEvent.TaskGaveUp(task.taskId(), gaveUp.code(), gaveUp.message());
    }
    throw new IllegalArgumentException("Task %s has not been given up".formatted(task.taskId()));
  }
}
