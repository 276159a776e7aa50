package io.hindcast.core.plan;

import io.hindcast.core.time.TimeRange;

/**
 * One partition of the target.
 *
 * @param id as the warehouse prints it
 * @param range the instants whose rows it holds
 */
public record TargetPartition(String id, TimeRange range) {}
