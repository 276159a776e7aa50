package io.hindcast.warehouse.clickhouse;

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
import io.hindcast.warehouse.SurveyLimits;
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

/**
 * A ClickHouse server. Thread-safe; connects at the first call, not when it is made. Each call is
 * one to three statements over pooled HTTP connections, about a millisecond each.
 */
public final class ClickHouseWarehouse implements Warehouse {
  private final Sessions sessions;
  private final ClickHouseInspector inspector;
  private final ClickHouseWorkingTables tables;
  private final ClickHouseAttempts attempts;
  private final ClickHouseProbe probe;
  private final ClickHouseSwapSurface swap;
  private final ClickHouseLoadProbe load;

  /** Puts the roles together over the clients of the server. */
  public ClickHouseWarehouse(ClickHouseConfig config) {
    this(Sessions.open(config));
  }

  private ClickHouseWarehouse(Sessions sessions) {
    this.sessions = sessions;
    JdbcSession session = sessions.control();
    ColumnReader columns = new ColumnReader(session);
    PartCatalog parts = new PartCatalog(session);
    PartitionChange partitions = new PartitionChange(session);
    inspector = new ClickHouseInspector(session, sessions.reading(), columns);
    tables = new ClickHouseWorkingTables(session, sessions.workingDatabase(), partitions);
    attempts =
        new ClickHouseAttempts(
            tables,
            sessions.transforms(),
            parts,
            new QueryKiller(session),
            new ColumnGuards(inspector, columns),
            new BadValue(session));
    probe = new ClickHouseProbe(sessions.reading(), columns, parts);
    RowCarrier carrier = new RowCarrier(session, inspector, tables, columns, parts);
    swap =
        new ClickHouseSwapSurface(
            session, tables, partitions, parts, carrier, new KeyedRows(session, columns));
    load = new ClickHouseLoadProbe(session, sessions.reading());
  }

  @Override
  public List<String> nodes() {
    return List.of(sessions.control().node());
  }

  @Override
  public ClickHouseWarehouse surveying(SurveyLimits limits) {
    return new ClickHouseWarehouse(sessions.surveying(limits));
  }

  @Override
  public WarehouseInfo info() {
    return inspector.info();
  }

  @Override
  public Optional<TableDescription> describe(TableName table) {
    return inspector.describe(table);
  }

  @Override
  public List<PartitionStats> partitions(TableName table, ZoneId calendar) {
    return inspector.partitions(table, calendar);
  }

  @Override
  public List<SourcePart> sourceParts(Collection<TableName> sources, ZoneId calendar) {
    return inspector.sourceParts(sources, calendar);
  }

  @Override
  public Optional<Reached> reached(String sql, RangeBinding binding) {
    return inspector.reached(sql, binding);
  }

  @Override
  public List<SourceRead> reads(
      String sql,
      RangeBinding binding,
      Map<String, String> settings,
      Collection<TableName> tables) {
    return inspector.reads(sql, binding, settings, tables);
  }

  @Override
  public List<SourceTally.Cell> count(
      SourceTally.Count count, List<TimeRange> ranges, ZoneId calendar) {
    return inspector.count(count, ranges, calendar);
  }

  @Override
  public List<SourceTable.Slice> slices(SourceTally.Count count, TimeRange range, ZoneId calendar) {
    return inspector.slices(count, range, calendar);
  }

  @Override
  public List<ColumnDescription> describeQuery(
      String sql, RangeBinding binding, Map<String, String> settings) {
    return inspector.describeQuery(sql, binding, settings);
  }

  @Override
  public List<CoarseBound> coarseBounds(
      String sql, RangeBinding binding, Map<String, String> settings) {
    return inspector.coarseBounds(sql, binding, settings);
  }

  @Override
  public PartitionKeys partitionKeys(TableName table, List<String> expressions) {
    return inspector.partitionKeys(table, expressions);
  }

  @Override
  public SliceKeys sliceKeys(TableName table, SliceProbe probe) {
    return inspector.sliceKeys(table, probe);
  }

  @Override
  public List<String> partitionIds(List<String> types, List<List<String>> values) {
    return inspector.partitionIds(types, values);
  }

  @Override
  public List<List<String>> keyValues(
      TableName table, KeyColumn column, AffectedKeys keys, RangeBinding binding) {
    return inspector.keyValues(table, column, keys, binding);
  }

  @Override
  public ViewGraph views() {
    return inspector.views();
  }

  @Override
  public Conditions conditions(Inquiry inquiry) {
    return inspector.conditions(inquiry);
  }

  @Override
  public Visibility visibility(Collection<TableName> tables, String sql, RangeBinding binding) {
    return inspector.visibility(tables, sql, binding);
  }

  @Override
  public long freeDiskBytes(TableName table) {
    return inspector.freeDiskBytes(table);
  }

  @Override
  public Set<TableName> existing(Collection<TableName> tables) {
    return inspector.existing(tables);
  }

  @Override
  public Optional<List<ViewRuns>> viewRuns(Collection<TableName> views, Instant since) {
    return inspector.viewRuns(views, since);
  }

  @Override
  public void createLike(TableName table, TableName like) {
    tables.createLike(table, like);
  }

  @Override
  public void createTwin(TableName table, TableName like) {
    tables.createTwin(table, like);
  }

  @Override
  public void restructure(WorkingTable table, StructureChange change) {
    tables.restructure(table, change);
  }

  @Override
  public List<TableName> tablesWithPrefix(String database, String prefix) {
    return tables.tablesWithPrefix(database, prefix);
  }

  @Override
  public String workingDatabase() {
    return tables.workingDatabase();
  }

  @Override
  public void drop(WorkingTable table) {
    tables.drop(table);
  }

  @Override
  public void promote(TableName staging, TableName into, List<String> partitionIds) {
    tables.promote(staging, into, partitionIds);
  }

  @Override
  public void assemble(
      WorkingTable assembly, List<TableName> staging, TableName into, List<String> partitionIds) {
    tables.assemble(assembly, staging, into, partitionIds);
  }

  @Override
  public StagedContent run(AttemptOrder order) {
    return attempts.run(order);
  }

  @Override
  public Map<String, String> thrifty(Map<String, String> own, int level) {
    return ThriftySettings.of(own, level);
  }

  @Override
  public Map<String, String> gentle(Map<String, String> own) {
    return ThriftySettings.gentle(own);
  }

  @Override
  public int killQueries(String queryIdPrefix) {
    return attempts.killQueries(queryIdPrefix);
  }

  @Override
  public int runningQueries(String queryIdPrefix) {
    return attempts.runningQueries(queryIdPrefix);
  }

  @Override
  public Map<String, PartitionContent> contents(TableName table, Collection<String> partitionIds) {
    return probe.contents(table, partitionIds);
  }

  @Override
  public Map<String, PartitionContent> fingerprints(TableName table) {
    return probe.fingerprints(table);
  }

  @Override
  public Map<String, List<@Nullable Double>> measure(
      TableName table, Collection<String> partitionIds, List<Metric> metrics) {
    return probe.measure(table, partitionIds, metrics);
  }

  @Override
  public List<@Nullable Double> measureTotal(
      TableName table, Collection<String> partitionIds, List<Metric> metrics) {
    return probe.measureTotal(table, partitionIds, metrics);
  }

  @Override
  public Aggregates aggregates(
      TableName table, Collection<String> partitionIds, List<String> expressions) {
    return probe.aggregates(table, partitionIds, expressions);
  }

  @Override
  public List<PartitionRows> rowsExcept(
      TableName table, Collection<String> partitionIds, String condition, String column) {
    return probe.rowsExcept(table, partitionIds, condition, column);
  }

  @Override
  public List<PartitionRows> rowsWithoutKey(KeySearch search) {
    return probe.rowsWithoutKey(search);
  }

  @Override
  public List<Double> scalars(String sql, List<RangeBinding> bindings) {
    return probe.scalars(sql, bindings);
  }

  @Override
  public double scalar(String sql, RangeBinding binding) {
    return probe.scalar(sql, binding);
  }

  @Override
  public List<RowDifference> differences(
      TableName before,
      TableName after,
      List<String> key,
      Collection<String> partitionIds,
      int limit) {
    return probe.differences(before, after, key, partitionIds, limit);
  }

  @Override
  public Optional<UUID> storageOf(TableName table) {
    return swap.storageOf(table);
  }

  @Override
  public void rename(WorkingTable from, WorkingTable to) {
    swap.rename(from, to);
  }

  @Override
  public void exchange(TableName live, WorkingTable own) {
    swap.exchange(live, own);
  }

  @Override
  public void stopMerges(TableName table) {
    swap.stopMerges(table);
  }

  @Override
  public void startMerges(TableName table) {
    swap.startMerges(table);
  }

  @Override
  public void still(TableName table) {
    swap.still(table);
  }

  @Override
  public boolean hasPendingUpdates(TableName table) {
    return swap.hasPendingUpdates(table);
  }

  @Override
  public void applyUpdates(TableName table) {
    swap.applyUpdates(table);
  }

  @Override
  public int runningMerges(TableName table) {
    return swap.runningMerges(table);
  }

  @Override
  public List<TablePart> parts(TableName table, Collection<String> partitionIds) {
    return swap.parts(table, partitionIds);
  }

  @Override
  public void dropPartitions(WorkingTable table, Collection<String> partitionIds) {
    swap.dropPartitions(table, partitionIds);
  }

  @Override
  public List<String> runningInserts(TableName table) {
    return swap.runningInserts(table);
  }

  @Override
  public List<String> stillRunning(Collection<String> queryIds) {
    return swap.stillRunning(queryIds);
  }

  @Override
  public long copyParts(TableName from, Collection<String> partNames, WorkingTable into) {
    return swap.copyParts(from, partNames, into);
  }

  @Override
  public long copyBeyond(
      TableName from,
      Collection<String> partitionIds,
      Collection<TableName> bases,
      WorkingTable into) {
    return swap.copyBeyond(from, partitionIds, bases, into);
  }

  @Override
  public boolean keysAreUnique(TableName table, List<String> key) {
    return swap.keysAreUnique(table, key);
  }

  @Override
  public Map<String, Long> withhold(WorkingTable copies, KeySet keys) {
    return swap.withhold(copies, keys);
  }

  @Override
  public void moveAll(WorkingTable from, TableName into) {
    swap.moveAll(from, into);
  }

  @Override
  public LoadSample load(Duration back, Collection<TableName> tables) {
    return load.load(back, tables);
  }

  @Override
  public Optional<LoadSample.Latencies> idleLatencies(Duration back) {
    return load.idleLatencies(back);
  }

  @Override
  public double ask(String sql, Duration max) {
    return load.ask(sql, max);
  }

  @Override
  public Optional<Report> usage(String queryIdPrefix, Instant since) {
    return load.usage(queryIdPrefix, since);
  }

  @Override
  public void close() {
    sessions.close();
  }
}
