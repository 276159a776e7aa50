package io.hindcast.core.status;

import io.hindcast.core.task.FailedAttempt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One task, for people.
 *
 * @param failures attempts that came to nothing, oldest first
 */
public record TaskView(
    String taskId,
    int wave,
    int generation,
    String state,
    int attempt,
    Optional<String> workerId,
    Instant from,
    Instant to,
    List<String> partitions,
    long rowsRead,
    long rowsWritten,
    long durationMs,
    Optional<BackfillStatus.Reason> error,
    List<FailedAttempt> failures) {
  /** Copies the failures. */
  public TaskView {
    failures = List.copyOf(failures);
  }

  /** The same with its history. */
  public TaskView with(List<FailedAttempt> history) {
    return new TaskView(
        taskId,
        wave,
        generation,
        state,
        attempt,
        workerId,
        from,
        to,
        partitions,
        rowsRead,
        rowsWritten,
        durationMs,
        error,
        history);
  }
}
