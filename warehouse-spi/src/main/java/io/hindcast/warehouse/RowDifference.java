package io.hindcast.warehouse;

import java.util.Map;
import java.util.Optional;

/**
 * One differing row.
 *
 * @param key key column to value as text
 * @param before other columns before, empty when the row is new
 * @param after other columns after, empty when the row is gone
 */
public record RowDifference(
    Map<String, String> key,
    Optional<Map<String, String>> before,
    Optional<Map<String, String>> after) {}
