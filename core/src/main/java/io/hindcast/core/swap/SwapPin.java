package io.hindcast.core.swap;

/**
 * The content of one shadow partition that a verdict judged.
 *
 * @param partitionId partition of the target
 * @param rows its rows; 0 when the recomputation left none and that was allowed
 * @param checksum order-independent, over the rows
 * @param partsHash over the names and files of its parts; changes with merges too
 */
public record SwapPin(String partitionId, long rows, String checksum, String partsHash) {

  /** Of content that was found. */
  static SwapPin of(String partitionId, PartitionDigest digest) {
    return new SwapPin(partitionId, digest.rows(), digest.checksum(), digest.partsHash());
  }

  PartitionDigest digest() {
    return new PartitionDigest(rows, checksum, partsHash);
  }

  /** Whether the partition is to disappear. */
  public boolean empty() {
    return rows == 0;
  }
}
