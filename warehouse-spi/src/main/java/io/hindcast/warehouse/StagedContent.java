package io.hindcast.warehouse;

import java.time.Duration;
import java.util.List;

/**
 * What an attempt left in its staging table.
 *
 * @param partitions every partition with rows, owned or stray, by id
 * @param readRows source rows read
 * @param readBytes uncompressed source bytes read
 * @param peakMemoryBytes the query's peak memory, 0 where unknown
 * @param elapsed wall time of the INSERT
 */
public record StagedContent(
    List<Partition> partitions,
    long readRows,
    long readBytes,
    long peakMemoryBytes,
    Duration elapsed) {

  /** Copies the partitions. */
  public StagedContent {
    partitions = List.copyOf(partitions);
  }

  /** One partition: rows, bytes on disk, and {@link PartitionContent#partsHash}. */
  public record Partition(String id, long rows, long bytes, String partsHash) {}
}
