package io.hindcast.core.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One task, for people. */
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
    Optional<BackfillStatus.Reason> error) {}
