package io.hindcast.core.plan;

import io.hindcast.core.time.TimeRange;

/**
 * A partition of the spec's range that is not recomputed.
 *
 * @param partitionId as the warehouse prints it
 * @param range the instants whose rows it holds
 * @param reason why, for people
 */
public record LeftAlone(String partitionId, TimeRange range, String reason) {}
