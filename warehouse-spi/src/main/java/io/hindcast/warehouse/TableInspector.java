package io.hindcast.warehouse;

import io.hindcast.core.fence.SourcePart;
import io.hindcast.core.fence.SourceRead;
import io.hindcast.core.fence.SourceTally;
import io.hindcast.core.plan.CoarseBound;
import io.hindcast.core.plan.Conditions;
import io.hindcast.core.plan.Inquiry;
import io.hindcast.core.plan.KeyColumn;
import io.hindcast.core.plan.Reached;
import io.hindcast.core.plan.SliceKeys;
import io.hindcast.core.plan.SliceProbe;
import io.hindcast.core.plan.SourceTable;
import io.hindcast.core.plan.Visibility;
import io.hindcast.core.spec.AffectedKeys;
import io.hindcast.core.table.TableName;
import io.hindcast.core.time.TimeRange;
import io.hindcast.core.view.ViewGraph;
import io.hindcast.core.view.ViewRuns;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads metadata, and counts rows of sources where metadata cannot tell. */
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
   * engines whose merges may drop rows, so that a merge is not taken for a deletion. A part of
   * pending updates has the span of the parts that it changes.
   *
   * @param calendar the spec's zone: where the days of a {@code Date} key begin
   */
  List<SourcePart> sourceParts(Collection<TableName> sources, ZoneId calendar);

  /**
   * How the engine would read tables in a statement over a range, without running it, but for
   * subqueries that it answers while it analyses. A table that is read several times has several
   * reads; one that has none is not read, or not where the engine's plan shows it.
   *
   * @param settings that the statement would run with
   * @param tables of one node
   */
  List<SourceRead> reads(
      String sql, RangeBinding binding, Map<String, String> settings, Collection<TableName> tables);

  /**
   * What a statement reads and calls, views and user-defined functions looked through; empty where
   * the engine does not say.
   */
  Optional<Reached> reached(String sql, RangeBinding binding);

  /**
   * Counts and hashes rows, in one query for up to thousands of ranges. This one reads data.
   *
   * @param ranges oldest first, apart from each other; not looked at where the count is of no times
   * @param calendar the spec's zone: where the days of a {@code Date} begin
   * @return a cell for each range, or one for all rows; none where a column is gone
   * @throws io.hindcast.core.error.HindcastException SPEC_INVALID when the column tells no times
   */
  List<SourceTally.Cell> count(SourceTally.Count count, List<TimeRange> ranges, ZoneId calendar);

  /**
   * Where the rows of a range lie, in at most 20,000 slices that have rows. This one reads the
   * column of times.
   *
   * @throws io.hindcast.core.error.HindcastException SPEC_INVALID when the column tells no times
   */
  List<SourceTable.Slice> slices(SourceTally.Count count, TimeRange range, ZoneId calendar);

  /**
   * Column names and types that a query would yield, without running it.
   *
   * @param sql with {@code {from:T}} and {@code {to:T}} placeholders, bound from {@code binding}
   * @param settings of the statement, such as decide on its types; unknown ones count as not given
   * @throws io.hindcast.core.error.HindcastException TRANSFORM_FAILED with the engine's message
   */
  List<ColumnDescription> describeQuery(
      String sql, RangeBinding binding, Map<String, String> settings);

  /**
   * Comparisons of a query that lose rows where the engine leaves out parts by them.
   *
   * @param sql as {@link #describeQuery} takes it, with what follows
   * @throws io.hindcast.core.error.HindcastException when the engine does not say
   */
  List<CoarseBound> coarseBounds(String sql, RangeBinding binding, Map<String, String> settings);

  /**
   * Today's partitions by the values of their key, from metadata alone.
   *
   * @param expressions the dimensions of the table's partition key, as the server prints them
   * @throws io.hindcast.core.error.HindcastException PARTITIONING_UNSUPPORTED when a partition's
   *     values cannot be written as texts from which its id follows
   */
  PartitionKeys partitionKeys(TableName table, List<String> expressions);

  /**
   * Which values and ids the warehouse gives to slices of time, computed for the first and the last
   * rows that each could have. No row is read.
   *
   * @param table has the key
   */
  SliceKeys sliceKeys(TableName table, SliceProbe probe);

  /**
   * The ids that partitions with these values have or would have, in the values' order.
   *
   * @param types of the dimensions, as {@link PartitionKeys#types}
   * @param values one text per dimension, as in {@link io.hindcast.core.plan.KeyedPartition}
   */
  List<String> partitionIds(List<String> types, List<List<String>> values);

  /**
   * What the expressions of a key column have for the chosen values of the column, each combination
   * once, as texts. A value that is NULL is left out.
   *
   * @param binding of the query's placeholders
   * @throws io.hindcast.core.error.HindcastException SPEC_INVALID when a value is none of the
   *     column's type or the query yields no single column, PLAN_TOO_LARGE beyond {@link
   *     AffectedKeys#VALUES_MAX} combinations; the engine's error where the query fails
   */
  List<List<String>> keyValues(
      TableName table, KeyColumn column, AffectedKeys keys, RangeBinding binding);

  /** Every view and dictionary that the user may see, with the tables that each is attached to. */
  ViewGraph views();

  /**
   * What goes on in the warehouse and what it allows. What the server cannot be asked for is taken
   * to be allowed. All of it concerns one node.
   */
  Conditions conditions(Inquiry inquiry);

  /**
   * Why rows of these tables, and of whatever else the statement reads, are not seen by our user,
   * are counted though they are deleted, or will vanish. Whether a TTL takes rows away is computed
   * for the times of the binding's range.
   *
   * @param tables existing tables of one node
   * @param sql a statement; one that is not valid is left to {@link #describeQuery}
   */
  Visibility visibility(Collection<TableName> tables, String sql, RangeBinding binding);

  /** Unreserved bytes of the disks that the table's parts may be written to. */
  long freeDiskBytes(TableName table);

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
