package io.hindcast.warehouse.testing;

import io.hindcast.core.backfill.WorkingTable;
import io.hindcast.core.check.PartitionRows;
import io.hindcast.core.fence.SourcePart;
import io.hindcast.core.fence.SourceRead;
import io.hindcast.core.fence.SourceTally;
import io.hindcast.core.pace.LoadSample;
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
import io.hindcast.warehouse.Aggregates;
import io.hindcast.warehouse.AttemptOrder;
import io.hindcast.warehouse.ColumnDescription;
import io.hindcast.warehouse.KeySearch;
import io.hindcast.warehouse.KeySet;
import io.hindcast.warehouse.Metric;
import io.hindcast.warehouse.PartitionContent;
import io.hindcast.warehouse.PartitionKeys;
import io.hindcast.warehouse.PartitionStats;
import io.hindcast.warehouse.RangeBinding;
import io.hindcast.warehouse.RowDifference;
import io.hindcast.warehouse.StagedContent;
import io.hindcast.warehouse.StructureChange;
import io.hindcast.warehouse.TableDescription;
import io.hindcast.warehouse.TablePart;
import io.hindcast.warehouse.Warehouse;
import io.hindcast.warehouse.WarehouseInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers nothing: a model of a warehouse overrides what its test asks. */
public abstract class UnsupportedWarehouse implements Warehouse {
  private static final String NOT_ASKED = "This model does not answer that";

  @Override
  public Optional<TableDescription> describe(TableName table) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public void createLike(TableName table, TableName like) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public List<TableName> tablesWithPrefix(String database, String prefix) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public String workingDatabase() {
    return "hindcast";
  }

  @Override
  public void drop(WorkingTable table) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public void promote(TableName staging, TableName into, List<String> partitionIds) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public void assemble(
      WorkingTable assembly, List<TableName> staging, TableName into, List<String> partitionIds) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public Map<String, PartitionContent> contents(TableName table, Collection<String> partitionIds) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public Map<String, PartitionContent> fingerprints(TableName table) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public Optional<UUID> storageOf(TableName table) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public void rename(WorkingTable from, WorkingTable to) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public void exchange(TableName live, WorkingTable own) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public void stopMerges(TableName table) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public void startMerges(TableName table) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public int runningMerges(TableName table) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public List<TablePart> parts(TableName table, Collection<String> partitionIds) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public void dropPartitions(WorkingTable table, Collection<String> partitionIds) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public List<String> runningInserts(TableName table) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public List<String> stillRunning(Collection<String> queryIds) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public long copyParts(TableName from, Collection<String> partNames, WorkingTable into) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public long copyBeyond(
      TableName from,
      Collection<String> partitionIds,
      Collection<TableName> bases,
      WorkingTable into) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public void createTwin(TableName table, TableName like) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public void still(TableName table) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public boolean hasPendingUpdates(TableName table) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public void applyUpdates(TableName table) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public boolean keysAreUnique(TableName table, List<String> key) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public Map<String, Long> withhold(WorkingTable copies, KeySet keys) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public void restructure(WorkingTable table, StructureChange change) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public void moveAll(WorkingTable from, TableName into) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public WarehouseInfo info() {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public List<PartitionStats> partitions(TableName table, ZoneId calendar) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public List<SourcePart> sourceParts(Collection<TableName> sources, ZoneId calendar) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public List<ColumnDescription> describeQuery(
      String sql, RangeBinding binding, Map<String, String> settings) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public Optional<Reached> reached(String sql, RangeBinding binding) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public List<SourceRead> reads(
      String sql,
      RangeBinding binding,
      Map<String, String> settings,
      Collection<TableName> tables) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public List<SourceTally.Cell> count(
      SourceTally.Count count, List<TimeRange> ranges, ZoneId calendar) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public List<SourceTable.Slice> slices(SourceTally.Count count, TimeRange range, ZoneId calendar) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public List<CoarseBound> coarseBounds(
      String sql, RangeBinding binding, Map<String, String> settings) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public ViewGraph views() {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public Conditions conditions(Inquiry inquiry) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public Visibility visibility(Collection<TableName> tables, String sql, RangeBinding binding) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public long freeDiskBytes(TableName table) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public Set<TableName> existing(Collection<TableName> tables) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public Optional<List<ViewRuns>> viewRuns(Collection<TableName> views, Instant since) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public StagedContent run(AttemptOrder order) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public int killQueries(String queryIdPrefix) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public int runningQueries(String queryIdPrefix) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public Map<String, List<@Nullable Double>> measure(
      TableName table, Collection<String> partitionIds, List<Metric> metrics) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public Aggregates aggregates(
      TableName table, Collection<String> partitionIds, List<String> expressions) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public List<PartitionRows> rowsExcept(
      TableName table, Collection<String> partitionIds, String condition, String column) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public List<PartitionRows> rowsWithoutKey(KeySearch search) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public List<Double> scalars(String sql, List<RangeBinding> bindings) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public List<@Nullable Double> measureTotal(
      TableName table, Collection<String> partitionIds, List<Metric> metrics) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public double scalar(String sql, RangeBinding binding) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public List<RowDifference> differences(
      TableName before,
      TableName after,
      List<String> key,
      Collection<String> partitionIds,
      int limit) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public PartitionKeys partitionKeys(TableName table, List<String> expressions) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public SliceKeys sliceKeys(TableName table, SliceProbe probe) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public List<String> partitionIds(List<String> types, List<List<String>> values) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public List<List<String>> keyValues(
      TableName table, KeyColumn column, AffectedKeys keys, RangeBinding binding) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public LoadSample load(Duration back, Collection<TableName> tables) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public Optional<LoadSample.Latencies> idleLatencies(Duration back) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public double ask(String sql, Duration max) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public Optional<Report> usage(String queryIdPrefix, Instant since) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }
}
