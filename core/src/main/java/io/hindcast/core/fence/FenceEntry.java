package io.hindcast.core.fence;

import io.hindcast.core.table.TableName;

/**
 * What one source partition, or some of its parts, looked like just before a task read it.
 *
 * @param table the source
 * @param partitionId the source's own partition
 * @param maxBlock newest block that was there
 * @param dataVersion oldest data version of the parts
 * @param rows rows that were there
 */
public record FenceEntry(
    TableName table, String partitionId, long maxBlock, long dataVersion, long rows) {}
