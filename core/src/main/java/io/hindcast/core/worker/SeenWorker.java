package io.hindcast.core.worker;

import java.time.Instant;

/** A worker's last report and when the planner had it, by the planner's clock. */
public record SeenWorker(WorkerReport report, Instant seenAt) {}
