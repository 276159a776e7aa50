package io.hindcast.warehouse;

/**
 * One active data part.
 *
 * @param partitionId its partition
 * @param name its name in its table
 * @param rows its rows
 * @param contentHash hash over its files, equal for hard-linked copies under other names
 */
public record TablePart(String partitionId, String name, long rows, String contentHash) {}
