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
import io.hindcast.core.view.View;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Several ClickHouse servers as one warehouse: each call goes to the node of the table that it
 * names, so that a statement runs where its data is. Nothing is sent from node to node, and a node
 * that is down is missed by those calls alone that need it.
 */
public final class RoutingWarehouse implements Warehouse {
  private final ClickHouseNodes nodes;

  private RoutingWarehouse(ClickHouseNodes nodes) {
    this.nodes = nodes;
  }

  /**
   * Connects to a node at its first call.
   *
   * @param servers one of each name, and one without
   */
  public static RoutingWarehouse over(Collection<ClickHouseConfig> servers) {
    return new RoutingWarehouse(ClickHouseNodes.open(servers));
  }

  @Override
  public List<String> nodes() {
    return nodes.names();
  }

  @Override
  public Warehouse on(String node) {
    return nodes.named(node);
  }

  @Override
  public RoutingWarehouse surveying(SurveyLimits limits) {
    return new RoutingWarehouse(nodes.surveying(limits));
  }

  private Warehouse of(TableName table) {
    return nodes.named(table.node());
  }

  private Warehouse of(WorkingTable table) {
    return of(table.name());
  }

  private Warehouse of(TableName table, TableName other) {
    return nodes.both(table, other);
  }

  @Override
  public WarehouseInfo info() {
    return on("").info();
  }

  @Override
  public Optional<TableDescription> describe(TableName table) {
    return of(table).describe(table);
  }

  @Override
  public List<PartitionStats> partitions(TableName table, ZoneId calendar) {
    return of(table).partitions(table, calendar);
  }

  @Override
  public List<SourcePart> sourceParts(Collection<TableName> sources, ZoneId calendar) {
    List<SourcePart> parts = new ArrayList<>();
    nodes.each(sources, (node, tables) -> parts.addAll(node.sourceParts(tables, calendar)));
    return parts;
  }

  @Override
  public Optional<Reached> reached(String sql, RangeBinding binding) {
    return on("").reached(sql, binding);
  }

  @Override
  public List<SourceRead> reads(
      String sql,
      RangeBinding binding,
      Map<String, String> settings,
      Collection<TableName> tables) {
    List<SourceRead> reads = new ArrayList<>();
    nodes.each(tables, (node, own) -> reads.addAll(node.reads(sql, binding, settings, own)));
    return reads;
  }

  @Override
  public List<SourceTally.Cell> count(
      SourceTally.Count count, List<TimeRange> ranges, ZoneId calendar) {
    return of(count.table()).count(count, ranges, calendar);
  }

  @Override
  public List<SourceTable.Slice> slices(SourceTally.Count count, TimeRange range, ZoneId calendar) {
    return of(count.table()).slices(count, range, calendar);
  }

  @Override
  public List<ColumnDescription> describeQuery(
      String sql, RangeBinding binding, Map<String, String> settings) {
    return on("").describeQuery(sql, binding, settings);
  }

  @Override
  public List<CoarseBound> coarseBounds(
      String sql, RangeBinding binding, Map<String, String> settings) {
    return on("").coarseBounds(sql, binding, settings);
  }

  @Override
  public PartitionKeys partitionKeys(TableName table, List<String> expressions) {
    return of(table).partitionKeys(table, expressions);
  }

  @Override
  public SliceKeys sliceKeys(TableName table, SliceProbe probe) {
    return of(table).sliceKeys(table, probe);
  }

  @Override
  public List<String> partitionIds(List<String> types, List<List<String>> values) {
    return on("").partitionIds(types, values);
  }

  @Override
  public List<List<String>> keyValues(
      TableName table, KeyColumn column, AffectedKeys keys, RangeBinding binding) {
    return of(table).keyValues(table, column, keys, binding);
  }

  @Override
  public ViewGraph views() {
    List<View> views = new ArrayList<>();
    nodes.all().forEach(node -> views.addAll(node.views().views()));
    return new ViewGraph(views);
  }

  @Override
  public Conditions conditions(Inquiry inquiry) {
    List<Conditions> found = new ArrayList<>();
    nodes.each(
        inquiry.tables(),
        (node, tables) ->
            found.add(node.conditions(new Inquiry(tables, inquiry.needed(), inquiry.settings()))));
    return found.stream().reduce(Conditions::and).orElseGet(() -> on("").conditions(inquiry));
  }

  /** The statement runs where the tables are. */
  @Override
  public Visibility visibility(Collection<TableName> tables, String sql, RangeBinding binding) {
    List<Visibility> found = new ArrayList<>();
    nodes.each(tables, (node, own) -> found.add(node.visibility(own, sql, binding)));
    return found.stream().reduce(Visibility.FULL, Visibility::and);
  }

  @Override
  public long freeDiskBytes(TableName table) {
    return of(table).freeDiskBytes(table);
  }

  @Override
  public Set<TableName> existing(Collection<TableName> tables) {
    Set<TableName> found = new HashSet<>();
    nodes.each(tables, (node, own) -> found.addAll(node.existing(own)));
    return found;
  }

  @Override
  public Optional<List<ViewRuns>> viewRuns(Collection<TableName> views, Instant since) {
    List<Optional<List<ViewRuns>>> logs = new ArrayList<>();
    nodes.each(views, (node, own) -> logs.add(node.viewRuns(own, since)));
    return logs.stream().allMatch(Optional::isPresent)
        ? Optional.of(logs.stream().flatMap(log -> log.orElseThrow().stream()).toList())
        : Optional.empty();
  }

  @Override
  public void createLike(TableName table, TableName like) {
    of(table, like).createLike(table, like);
  }

  @Override
  public void createTwin(TableName table, TableName like) {
    of(table, like).createTwin(table, like);
  }

  @Override
  public void restructure(WorkingTable table, StructureChange change) {
    of(table).restructure(table, change);
  }

  @Override
  public List<TableName> tablesWithPrefix(String database, String prefix) {
    return nodes.all().stream()
        .flatMap(node -> node.tablesWithPrefix(database, prefix).stream())
        .toList();
  }

  @Override
  public String workingDatabase() {
    return nodes.named("").workingDatabase();
  }

  @Override
  public void drop(WorkingTable table) {
    of(table).drop(table);
  }

  @Override
  public void promote(TableName staging, TableName into, List<String> partitionIds) {
    of(staging, into).promote(staging, into, partitionIds);
  }

  @Override
  public void assemble(
      WorkingTable assembly, List<TableName> staging, TableName into, List<String> partitionIds) {
    staging.forEach(table -> of(assembly.name(), table));
    of(assembly.name(), into).assemble(assembly, staging, into, partitionIds);
  }

  @Override
  public StagedContent run(AttemptOrder order) {
    return of(order.staging(), order.target()).run(order);
  }

  @Override
  public int killQueries(String queryIdPrefix) {
    return nodes.all().stream().mapToInt(node -> node.killQueries(queryIdPrefix)).sum();
  }

  @Override
  public int runningQueries(String queryIdPrefix) {
    return nodes.all().stream().mapToInt(node -> node.runningQueries(queryIdPrefix)).sum();
  }

  @Override
  public Map<String, String> thrifty(Map<String, String> own, int level) {
    return on("").thrifty(own, level);
  }

  @Override
  public Map<String, String> gentle(Map<String, String> own) {
    return on("").gentle(own);
  }

  @Override
  public Map<String, PartitionContent> contents(TableName table, Collection<String> partitionIds) {
    return of(table).contents(table, partitionIds);
  }

  @Override
  public Map<String, PartitionContent> fingerprints(TableName table) {
    return of(table).fingerprints(table);
  }

  @Override
  public Map<String, List<@Nullable Double>> measure(
      TableName table, Collection<String> partitionIds, List<Metric> metrics) {
    return of(table).measure(table, partitionIds, metrics);
  }

  @Override
  public List<@Nullable Double> measureTotal(
      TableName table, Collection<String> partitionIds, List<Metric> metrics) {
    return of(table).measureTotal(table, partitionIds, metrics);
  }

  @Override
  public Aggregates aggregates(
      TableName table, Collection<String> partitionIds, List<String> expressions) {
    return of(table).aggregates(table, partitionIds, expressions);
  }

  @Override
  public List<PartitionRows> rowsExcept(
      TableName table, Collection<String> partitionIds, String condition, String column) {
    return of(table).rowsExcept(table, partitionIds, condition, column);
  }

  @Override
  public List<PartitionRows> rowsWithoutKey(KeySearch search) {
    return of(search.table()).rowsWithoutKey(search);
  }

  @Override
  public List<Double> scalars(String sql, List<RangeBinding> bindings) {
    return on("").scalars(sql, bindings);
  }

  @Override
  public double scalar(String sql, RangeBinding binding) {
    return on("").scalar(sql, binding);
  }

  @Override
  public List<RowDifference> differences(
      TableName before,
      TableName after,
      List<String> key,
      Collection<String> partitionIds,
      int limit) {
    return of(before, after).differences(before, after, key, partitionIds, limit);
  }

  @Override
  public Optional<UUID> storageOf(TableName table) {
    return of(table).storageOf(table);
  }

  @Override
  public void rename(WorkingTable from, WorkingTable to) {
    of(from.name(), to.name()).rename(from, to);
  }

  @Override
  public void exchange(TableName live, WorkingTable own) {
    of(live, own.name()).exchange(live, own);
  }

  @Override
  public void stopMerges(TableName table) {
    of(table).stopMerges(table);
  }

  @Override
  public void startMerges(TableName table) {
    of(table).startMerges(table);
  }

  @Override
  public void still(TableName table) {
    of(table).still(table);
  }

  @Override
  public boolean hasPendingUpdates(TableName table) {
    return of(table).hasPendingUpdates(table);
  }

  @Override
  public void applyUpdates(TableName table) {
    of(table).applyUpdates(table);
  }

  @Override
  public int runningMerges(TableName table) {
    return of(table).runningMerges(table);
  }

  @Override
  public List<TablePart> parts(TableName table, Collection<String> partitionIds) {
    return of(table).parts(table, partitionIds);
  }

  @Override
  public void dropPartitions(WorkingTable table, Collection<String> partitionIds) {
    of(table).dropPartitions(table, partitionIds);
  }

  @Override
  public List<String> runningInserts(TableName table) {
    return of(table).runningInserts(table);
  }

  @Override
  public List<String> stillRunning(Collection<String> queryIds) {
    return nodes.all().stream()
        .flatMap(node -> node.stillRunning(queryIds).stream())
        .distinct()
        .toList();
  }

  @Override
  public long copyParts(TableName from, Collection<String> partNames, WorkingTable into) {
    return of(from, into.name()).copyParts(from, partNames, into);
  }

  @Override
  public long copyBeyond(
      TableName from,
      Collection<String> partitionIds,
      Collection<TableName> bases,
      WorkingTable into) {
    bases.forEach(base -> of(from, base));
    return of(from, into.name()).copyBeyond(from, partitionIds, bases, into);
  }

  @Override
  public boolean keysAreUnique(TableName table, List<String> key) {
    return of(table).keysAreUnique(table, key);
  }

  @Override
  public Map<String, Long> withhold(WorkingTable copies, KeySet keys) {
    keys.tables().forEach(table -> of(copies.name(), table));
    return of(copies).withhold(copies, keys);
  }

  @Override
  public void moveAll(WorkingTable from, TableName into) {
    of(from.name(), into).moveAll(from, into);
  }

  @Override
  public LoadSample load(Duration back, Collection<TableName> tables) {
    return nodes().stream()
        .map(node ->
            on(node).load(back, tables.stream().filter(each -> each.node().equals(node)).toList()))
        .reduce(LoadSample::worse)
        .orElse(LoadSample.EMPTY);
  }

  @Override
  public Optional<LoadSample.Latencies> idleLatencies(Duration back) {
    return nodes.all().stream()
        .flatMap(node -> node.idleLatencies(back).stream())
        .reduce(LoadSample.Latencies::worse);
  }

  @Override
  public double ask(String sql, Duration max) {
    return on("").ask(sql, max);
  }

  @Override
  public Optional<Report> usage(String queryIdPrefix, Instant since) {
    List<Optional<Report>> reports =
        nodes.all().stream().map(node -> node.usage(queryIdPrefix, since)).toList();
    return reports.stream().allMatch(Optional::isPresent)
        ? reports.stream().flatMap(Optional::stream).reduce(Report::plus)
        : Optional.empty();
  }

  @Override
  public void close() {
    nodes.close();
  }
}
