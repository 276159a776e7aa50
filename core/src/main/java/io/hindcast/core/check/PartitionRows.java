package io.hindcast.core.check;

/**
 * Some rows of a partition that were looked for.
 *
 * @param partitionId the partition
 * @param rows how many, at least one
 * @param examples some of them in brief, for people
 */
public record PartitionRows(String partitionId, long rows, String examples) {}
