package io.hindcast.warehouse;

import io.hindcast.core.check.Figure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values of aggregate expressions, in the expressions' order; null where SQL gives NULL.
 *
 * @param total over all partitions together; over no rows, as SQL has it, when there are none
 * @param byPartition over each partition that has rows
 */
public record Aggregates(
    List<@Nullable Figure> total, Map<String, List<@Nullable Figure>> byPartition) {}
