package io.hindcast.core.task;

import io.hindcast.core.error.ErrorCode;
import java.time.Instant;
import java.util.List;

/**
 * An attempt that came to nothing.
 *
 * @param workerId who ran it; empty when that was not heard of
 * @param at when the planner learned of it
 * @param thrift how sparingly it was told to use memory, from 0
 */
public record FailedAttempt(
    String taskId,
    int generation,
    int attempt,
    String workerId,
    Instant at,
    ErrorCode code,
    String message,
    int thrift) {

  /**
   * The first real cause among a generation's failures. What only the user can put right speaks for
   * itself; otherwise it is the first failure of the kind that the task was given up for, and one
   * that says something rather than that a worker fell silent.
   *
   * @param failures oldest first, the last one included; not empty
   */
  public static FailedAttempt cause(List<FailedAttempt> failures) {
    FailedAttempt last = failures.getLast();
    if (!last.code().retryable()) {
      return last;
    }
    List<FailedAttempt> alike =
        failures.stream()
            .filter(it -> Tries.outside(it.code()) == Tries.outside(last.code()))
            .toList();
    return alike.stream()
        .filter(it -> it.code() != ErrorCode.WORKER_LOST)
        .findFirst()
        .orElse(alike.getFirst());
  }
}
