package io.hindcast.warehouse;

/**
 * A partition's content in brief.
 *
 * @param id the partition
 * @param rows its rows
 * @param checksum 16 hex digits; see {@link ContentProbe#contents}
 * @param partsHash hash of the file checksums of its active parts: survives renames, exchanges and
 *     hard links into other tables; changes with merges
 */
public record PartitionContent(String id, long rows, String checksum, String partsHash) {}
