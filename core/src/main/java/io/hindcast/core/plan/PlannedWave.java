package io.hindcast.core.plan;

/**
 * A share of the plan that is validated together.
 *
 * @param index 0-based
 * @param percent cumulative share of the partitions when this wave is done, above 0 to 100
 * @param partitions partitions in this wave alone
 * @param tasks tasks in this wave alone
 * @param rowsToRead estimated source rows
 */
public record PlannedWave(int index, double percent, int partitions, int tasks, long rowsToRead) {}
