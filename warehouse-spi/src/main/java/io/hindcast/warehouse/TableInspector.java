package io.hindcast.warehouse;

import io.hindcast.core.fence.SourcePart;
import io.hindcast.core.table.TableName;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Reads metadata; never scans data. */
public interface TableInspector {

  /** The server's version, time zone and free disk. */
  WarehouseInfo info();

  /** The table's structure, or empty when there is no such table. */
  Optional<TableDescription> describe(TableName table);

  /**
   * Active partitions with their sizes, by partition id; empty for an empty table.
   *
   * @param calendar the spec's zone: where the days of a {@code Date} key begin
   */
  List<PartitionStats> partitions(TableName table, ZoneId calendar);

  /**
   * Active parts of the sources, in one query, as the fence compares them. {@code rows} is 0 for
   * engines whose merges may drop rows, so that a merge is not taken for a deletion.
   *
   * @param calendar the spec's zone: where the days of a {@code Date} key begin
   */
  List<SourcePart> sourceParts(Collection<TableName> sources, ZoneId calendar);

  /**
   * Column names and types that a query would yield, without running it.
   *
   * @param sql with {@code {from:T}} and {@code {to:T}} placeholders, bound from {@code binding}
   * @throws io.hindcast.core.error.HindcastException TRANSFORM_FAILED with the engine's message
   */
  List<ColumnDescription> describeQuery(String sql, RangeBinding binding);

  /** Materialized views that read from or write into the table. */
  List<DependentView> dependentViews(TableName table);
}
