package io.hindcast.core.plan;

import io.hindcast.core.fence.Telling;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A source as its metadata tells.
 *
 * @param name the table
 * @param engine such as MergeTree
 * @param slices its partitions, or what was counted of its rows by their times
 * @param telling how its changes are told; null where that was not asked
 */
public record SourceTable(
    TableName name, String engine, List<Slice> slices, @Nullable Telling telling) {

  /** A source of which it was not asked how its changes are told. */
  public SourceTable(TableName name, String engine, List<Slice> slices) {
    this(name, engine, slices, null);
  }

  /** Copies the slices. */
  public SourceTable {
    slices = List.copyOf(slices);
  }

  /** Rows of one source partition, spread evenly over its span; over all time when null. */
  public record Slice(@Nullable TimeRange span, long rows) {}
}
