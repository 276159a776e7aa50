package io.hindcast.relay.swap.model;

import io.hindcast.core.fence.SourcePart;
import io.hindcast.core.pace.LoadSample;
import io.hindcast.core.plan.KeyColumn;
import io.hindcast.core.spec.AffectedKeys;
import io.hindcast.core.table.TableName;
import io.hindcast.core.view.ViewGraph;
import io.hindcast.core.view.ViewRuns;
import io.hindcast.warehouse.AttemptOrder;
import io.hindcast.warehouse.ColumnDescription;
import io.hindcast.warehouse.Metric;
import io.hindcast.warehouse.PartitionKeys;
import io.hindcast.warehouse.PartitionStats;
import io.hindcast.warehouse.RangeBinding;
import io.hindcast.warehouse.RowDifference;
import io.hindcast.warehouse.StagedContent;
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
import org.jspecify.annotations.Nullable;

/** What a swap never asks of a warehouse. */
abstract class UnsupportedWarehouse implements Warehouse {
  private static final String NOT_ASKED = "A swap does not ask this";

  @Override
  public WarehouseInfo info() {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public void assemble(
      TableName assembly, List<TableName> staging, TableName into, List<String> partitionIds) {
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
  public List<ColumnDescription> describeQuery(String sql, RangeBinding binding) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public PartitionKeys partitionKeys(TableName table, List<String> expressions) {
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
  public ViewGraph views() {
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
  public int runningQueries(String queryIdPrefix) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public int killQueries(String queryIdPrefix) {
    throw new UnsupportedOperationException(NOT_ASKED);
  }

  @Override
  public Map<String, List<@Nullable Double>> measure(
      TableName table, Collection<String> partitionIds, List<Metric> metrics) {
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

  @Override
  public void close() {
    throw new UnsupportedOperationException(NOT_ASKED);
  }
}
