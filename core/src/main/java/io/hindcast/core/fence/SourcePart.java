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
 * @param dataVersion the newest mutation that the part has seen, {@code minBlock} where there was
 *     none; a mutation is numbered after all blocks before it
 * @param rows rows in the part
 * @param span earliest to latest value (exclusive) of the partition key's time column, or null
 *     where the key has none: such a part is taken to concern every range
 * @param storage identity of the storage, which another table has after an exchange; empty where it
 *     has none
 * @param steady whether nothing but a statement takes a row away: no merge does, and no row is
 *     masked or waits to be patched
 */
public record SourcePart(
    TableName table,
    String partitionId,
    long minBlock,
    long maxBlock,
    long dataVersion,
    long rows,
    @Nullable TimeRange span,
    String storage,
    boolean steady) {

  /** A part of a storage without identity. */
  public SourcePart(
      TableName table,
      String partitionId,
      long minBlock,
      long maxBlock,
      long dataVersion,
      long rows,
      @Nullable TimeRange span) {
    this(table, partitionId, minBlock, maxBlock, dataVersion, rows, span, "", true);
  }

  /** A part that nothing but a statement takes a row from. */
  public SourcePart(
      TableName table,
      String partitionId,
      long minBlock,
      long maxBlock,
      long dataVersion,
      long rows,
      @Nullable TimeRange span,
      String storage) {
    this(table, partitionId, minBlock, maxBlock, dataVersion, rows, span, storage, true);
  }

  /** The same part, of which it is not known when its rows are. */
  SourcePart timeless() {
    return new SourcePart(
        table, partitionId, minBlock, maxBlock, dataVersion, rows, null, storage, steady);
  }

  /** Whether the part may hold rows of the range. */
  public boolean touches(TimeRange range) {
    return span == null || span.overlaps(range);
  }

  /** The newest mutation that the part has seen, 0 where there was none. */
  long mutation() {
    return dataVersion == minBlock ? 0 : dataVersion;
  }
}
