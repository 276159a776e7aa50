package io.hindcast.planner.course;

import io.hindcast.core.backfill.Backfill;
import io.hindcast.core.backfill.BackfillEvent;
import io.hindcast.core.task.RetryPolicy;
import io.hindcast.core.task.Task;
import io.hindcast.core.task.TaskState;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;

/** How failed attempts are repeated, and what becomes of a backfill whose task is given up. */
public final class Failures {
  private final Specs specs;

  /** Of the bits of an id, which are random. */
  private static final long JITTER_BITS = 0xFFFF_FFFFL;

  private final Duration attemptTimeout;
  private final Backoff backoff;
  private final Supplier<UUID> ids;

  /**
   * @param attemptTimeout after which an unheard-of attempt is taken for lost
   * @param ids fresh ids, of which the jitter of pauses is made
   */
  public Failures(Specs specs, Duration attemptTimeout, Backoff backoff, Supplier<UUID> ids) {
    this.specs = specs;
    this.attemptTimeout = attemptTimeout;
    this.backoff = backoff;
    this.ids = ids;
  }

  /**
   * Pauses between attempts of one task.
   *
   * @param first before the second attempt; doubled with each further one
   * @param max the longest
   */
  public record Backoff(Duration first, Duration max) {}

  Duration attemptTimeout() {
    return attemptTimeout;
  }

  /** The backfill's retry policy. */
  public RetryPolicy policy(Backfill backfill) {
    long random = ids.get().getLeastSignificantBits() & JITTER_BITS;
    return new RetryPolicy(
        specs.of(backfill).execution().attemptsMax(),
        backoff.first(),
        backoff.max(),
        (double) random / JITTER_BITS);
  }

  /** What a given-up task means for its backfill. */
  public static BackfillEvent gaveUp(Task task) {
    if (task.state() instanceof TaskState.GaveUp gaveUp) {
      return new BackfillEvent.TaskGaveUp(task.taskId(), gaveUp.code(), gaveUp.message());
    }
    throw new IllegalArgumentException("Task %s has not been given up".formatted(task.taskId()));
  }
}
