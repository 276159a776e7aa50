package io.hindcast.core.swap;

/**
 * A partition's content in brief.
 *
 * @param rows its rows
 * @param checksum order-independent, over the rows; empty when it was not read
 * @param partsHash over the names and files of its parts
 */
public record PartitionDigest(long rows, String checksum, String partsHash) {

  /** What an absent partition amounts to: no rows, and the checksum over none. */
  public static final PartitionDigest ABSENT = new PartitionDigest(0, "0000000000000000", "");
}
