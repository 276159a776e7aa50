package io.hindcast.warehouse;

import io.hindcast.core.check.PartitionRows;
import io.hindcast.core.table.TableName;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Reads content, grouped, to prove and to compare it. */
public interface ContentProbe {

  /**
   * Rows, order-independent checksum and part-set hash per partition, in one grouped query over the
   * given partitions. Absent partitions are absent from the answer.
   *
   * <p>The checksum is the sum (mod 2^64) of a 64-bit hash of each row's stored columns taken in
   * name order, so it does not depend on row order, parts, or the order of columns; equal rows
   * count as often as they occur.
   */
  Map<String, PartitionContent> contents(TableName table, Collection<String> partitionIds);

  /**
   * Rows and {@link PartitionContent#partsHash} of every partition, from metadata alone; the
   * checksums are empty. Absent partitions are absent from the answer.
   */
  Map<String, PartitionContent> fingerprints(TableName table);

  /**
   * Aggregates per partition, all metrics in one grouped query. An answer lists one value per
   * metric in the metrics' order; null where SQL gives NULL.
   */
  Map<String, List<@org.jspecify.annotations.Nullable Double>> measure(
      TableName table, Collection<String> partitionIds, List<Metric> metrics);

  /** The same over all of the given partitions together. */
  List<@org.jspecify.annotations.Nullable Double> measureTotal(
      TableName table, Collection<String> partitionIds, List<Metric> metrics);

  /**
   * Aggregate expressions over each partition and over all of them together, in one grouped query.
   * Whole numbers and decimals are exact, whatever their length.
   */
  Aggregates aggregates(TableName table, Collection<String> partitionIds, List<String> expressions);

  /**
   * Rows of partitions that do not satisfy a condition, by partition, with the smallest and the
   * largest value of a column. Partitions whose smallest and largest value satisfy it are not read
   * where the engine's metadata knows them.
   *
   * @param condition SQL over the column and {@code _partition_id}: that the value lies in an
   *     interval
   */
  List<PartitionRows> rowsExcept(
      TableName table, Collection<String> partitionIds, String condition, String column);

  /**
   * Rows whose key no row of another table has, by partition, with some of the keys. Keys are
   * compared by a 64-bit hash, in NULLs too; memory is bounded however many there are.
   */
  List<PartitionRows> rowsWithoutKey(KeySearch search);

  /** What {@link #scalar} yields for each of some ranges, in their order, in few queries. */
  List<Double> scalars(String sql, List<RangeBinding> bindings);

  /**
   * The single number that a query yields.
   *
   * @throws io.hindcast.core.error.HindcastException CHECK_FAILED when it is not one row with one
   *     number, with what it was; the engine's error where the SQL fails
   */
  double scalar(String sql, RangeBinding binding);

  /**
   * Rows that differ between two tables of one structure within partitions, matched by key.
   *
   * @param limit most differences returned; 1 to 10,000
   */
  List<RowDifference> differences(
      TableName before,
      TableName after,
      List<String> key,
      Collection<String> partitionIds,
      int limit);
}
