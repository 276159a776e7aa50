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

  /** Whether the partition is to disappear. */
  public boolean empty() {
    return rows == 0;
  }
}
