package io.hindcast.core.plan;

import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source as its metadata tells.
 *
 * @param name the table
 * @param engine such as MergeTree
 * @param slices its partitions
 */
public record SourceTable(TableName name, String engine, List<Slice> slices) {

  /** Copies the slices. */
  public SourceTable {
    slices = List.copyOf(slices);
  }

  /** Rows of one source partition, spread evenly over its span; over all time when null. */
  public record Slice(@Nullable TimeRange span, long rows) {}
}
