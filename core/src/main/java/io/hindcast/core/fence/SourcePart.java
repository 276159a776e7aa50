package io.hindcast.core.fence;

import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * One active data part of a source table.
 *
 * @param table the source
 * @param partitionId the source's own partition
 * @param minBlock first block that the part covers; blocks are numbered per partition in the order
 *     of their commits
 * @param maxBlock last block that the part covers
 * @param dataVersion the newest mutation that the part has seen
 * @param rows rows in the part
 * @param span earliest to latest value (exclusive) of the partition key's time column, or null
 *     where the key has none: such a part is taken to concern every range
 */
public record SourcePart(
    TableName table,
    String partitionId,
    long minBlock,
    long maxBlock,
    long dataVersion,
    long rows,
    @Nullable TimeRange span) {}
