package io.hindcast.core.fence;

import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * What one source partition, or some of its parts, looked like just before a task read it.
 *
 * @param table the source
 * @param partitionId the source's own partition
 * @param maxBlock newest block that was there
 * @param dataVersion oldest data version of the parts
 * @param rows rows that were there
 * @param storage identity of the storage that was read; empty where it has none
 * @param span what the parts covered; null where that is not known, which is as good as all of time
 */
public record FenceEntry(
    TableName table,
    String partitionId,
    long maxBlock,
    long dataVersion,
    long rows,
    String storage,
    @Nullable TimeRange span) {

  /** An entry of a storage without identity, of unknown span. */
  public FenceEntry(
      TableName table, String partitionId, long maxBlock, long dataVersion, long rows) {
    this(table, partitionId, maxBlock, dataVersion, rows, "", null);
  }

  /** Whether the parts are known to have had rows around or in the range. */
  boolean spans(TimeRange range) {
    return span != null && span.overlaps(range);
  }

  /** Whether the part is the one that the entry is about, as it was. */
  boolean isStill(SourcePart part) {
    return part.maxBlock() == maxBlock && part.rows() == rows;
  }

  /** Whether the parts held rows of the range alone. */
  boolean liesWithin(TimeRange range) {
    return span != null && range.encloses(span);
  }
}
