package io.hindcast.warehouse;

import io.hindcast.core.time.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * One partition's size, from metadata.
 *
 * @param id the engine's partition id
 * @param rows rows in active parts
 * @param bytes bytes on disk
 * @param parts active parts
 * @param span earliest to latest value (exclusive) of the key's time column, null where it has none
 */
public record PartitionStats(
    String id, long rows, long bytes, int parts, @Nullable TimeRange span) {}
