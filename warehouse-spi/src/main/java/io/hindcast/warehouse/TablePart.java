package io.hindcast.warehouse;

/**
 * One active data part.
 *
 * @param partitionId its partition
 * @param name its name in its table
 * @param rows its rows, those that a deletion only hides included
 * @param contentHash hash over its files, and over pending updates of them; equal for hard-linked
 *     copies under other names
 * @param mutated whether its rows, or those of parts that it was merged from, were changed after
 *     they had been written
 */
public record TablePart(
    String partitionId, String name, long rows, String contentHash, boolean mutated) {}
