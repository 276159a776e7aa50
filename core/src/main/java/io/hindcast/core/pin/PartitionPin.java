package io.hindcast.core.pin;

/**
 * One partition's judged content.
 *
 * @param partitionId as the warehouse prints it
 * @param rows rows in the shadow; 0 where the recomputed partition is empty
 * @param checksum order-independent checksum of the shadow's rows
 * @param partsHash hash of the shadow's part set; changes with any write or merge
 * @param liveRows rows in the live table when it was judged
 * @param liveChecksum checksum of the live rows then
 */
public record PartitionPin(
    String partitionId,
    long rows,
    String checksum,
    String partsHash,
    long liveRows,
    String liveChecksum) {}
