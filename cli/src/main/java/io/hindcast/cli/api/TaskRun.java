package io.hindcast.cli.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One task of a backfill, over a half-open range of time. */
public record TaskRun(
    String taskId,
    int wave,
    int generation,
    String state,
    int attempt,
    @Nullable String workerId,
    String from,
    String to,
    List<String> partitions,
    long rowsRead,
    long rowsWritten,
    long durationMs,
    Backfill.@Nullable Reason error,
    List<Failure> failures) {
  /** What the planner leaves out is empty. */
  public TaskRun {
    partitions = Lists.of(partitions);
    failures = Lists.of(failures);
  }

  /**
   * An attempt that came to nothing; {@code thrift} is how sparing with memory it was told to be.
   */
  public record Failure(
      int generation,
      int attempt,
      @Nullable String workerId,
      String at,
      String code,
      @Nullable String message,
      int thrift) {}
}
