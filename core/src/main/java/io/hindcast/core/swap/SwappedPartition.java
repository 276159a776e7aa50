package io.hindcast.core.swap;

/**
 * One touched partition before and after.
 *
 * @param partitionId partition of the target
 * @param before its content until the swap
 * @param after its content since
 */
public record SwappedPartition(String partitionId, PartitionDigest before, PartitionDigest after) {

  /** Whether what readers see is not what was pinned: somebody has written since, or worse. */
  public boolean differsFrom(SwapPin pin, long carriedRows) {
    return after.rows() != pin.rows() + carriedRows
        || (carriedRows == 0 && !after.sameRows(pin.digest()));
  }
}
