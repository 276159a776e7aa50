package io.hindcast.warehouse;

import io.hindcast.core.fence.SourcePart;
import io.hindcast.core.table.TableName;
import io.hindcast.core.view.ViewGraph;
import io.hindcast.core.view.ViewRuns;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

  /** Every view and dictionary that the user may see, with the tables that each is attached to. */
  ViewGraph views();

  /** Which of these tables exist. */
  Set<TableName> existing(Collection<TableName> tables);

  /**
   * What the warehouse's log says of insertions that went through these views; empty where it keeps
   * no such log or the user may not read it.
   *
   * @param since what began earlier is left out
   */
  Optional<List<ViewRuns>> viewRuns(Collection<TableName> views, Instant since);
}
