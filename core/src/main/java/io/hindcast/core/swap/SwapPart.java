package io.hindcast.core.swap;

/**
 * One active data part.
 *
 * @param partitionId its partition
 * @param name its name in its table
 * @param contentHash over its files; equal for hard-linked copies under other names
 */
public record SwapPart(String partitionId, String name, String contentHash) {}
