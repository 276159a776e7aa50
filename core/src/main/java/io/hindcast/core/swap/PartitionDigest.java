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

  /** Whether both were read and have the same rows, in whatever parts. */
  public boolean sameRows(PartitionDigest other) {
    return rows == other.rows && (rows == 0 || checksum.equals(other.checksum));
  }
}
