package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.check.PartitionRows;
import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.table.TableName;
import io.hindcast.warehouse.Aggregates;
import io.hindcast.warehouse.ContentProbe;
import io.hindcast.warehouse.KeySearch;
import io.hindcast.warehouse.Metric;
import io.hindcast.warehouse.PartitionContent;
import io.hindcast.warehouse.RangeBinding;
import io.hindcast.warehouse.RowDifference;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Measures and compares content in the server; only totals and differing rows travel. */
final class ClickHouseProbe implements ContentProbe {
  private static final String IDS = "partitions";
  private static final String ALL = "";

  /** An alias hides a column of the same name, so these are names that no table has. */
  private static final String MEASURES =
      """
      SELECT %s AS hindcast_partition, [%s] AS hindcast_metrics
      FROM %s
      WHERE _partition_id IN %s
      %s
      """;

  private final JdbcSession session;
  private final ColumnReader columns;
  private final ContentReader contents;
  private final DifferenceReader differences;
  private final AggregateReader aggregates;
  private final ScalarReader scalars;
  private final LossReader losses;

  ClickHouseProbe(JdbcSession session, ColumnReader columns, PartCatalog parts) {
    this.session = session;
    this.columns = columns;
    this.contents = new ContentReader(session, columns, parts);
    this.differences = new DifferenceReader(session, columns);
    this.aggregates = new AggregateReader(session);
    this.scalars = new ScalarReader(session);
    this.losses = new LossReader(session, parts);
  }

  @Override
  public Map<String, PartitionContent> contents(TableName table, Collection<String> partitionIds) {
    return contents.contents(table, partitionIds);
  }

  @Override
  public Map<String, PartitionContent> fingerprints(TableName table) {
    return contents.fingerprints(table);
  }

  @Override
  public Map<String, List<@Nullable Double>> measure(
      TableName table, Collection<String> partitionIds, List<Metric> metrics) {
    Map<String, List<@Nullable Double>> values = new LinkedHashMap<>();
    if (partitionIds.isEmpty()) {
      return values;
    }
    measured(table, partitionIds, metrics, "_partition_id", "GROUP BY hindcast_partition")
        .forEach(row -> values.put(row.partitionId(), row.values()));
    return values;
  }

  @Override
  public List<@Nullable Double> measureTotal(
      TableName table, Collection<String> partitionIds, List<Metric> metrics) {
    return measured(table, partitionIds, metrics, "'" + ALL + "'", "").getFirst().values();
  }

  @Override
  public double scalar(String sql, RangeBinding binding) {
    return scalars.read(sql, binding);
  }

  @Override
  public List<PartitionRows> rowsExcept(
      TableName table, Collection<String> partitionIds, String condition, String column) {
    return losses.except(table, partitionIds, condition, column);
  }

  @Override
  public List<PartitionRows> rowsWithoutKey(KeySearch search) {
    return losses.withoutKey(search);
  }

  @Override
  public List<Double> scalars(String sql, List<RangeBinding> bindings) {
    return scalars.read(sql, bindings);
  }

  @Override
  public Aggregates aggregates(
      TableName table, Collection<String> partitionIds, List<String> expressions) {
    return aggregates.read(table, partitionIds, expressions);
  }

  @Override
  public List<RowDifference> differences(
      TableName before,
      TableName after,
      List<String> key,
      Collection<String> partitionIds,
      int limit) {
    return differences.read(before, after, key, partitionIds, limit);
  }

  private List<Measured> measured(
      TableName table,
      Collection<String> partitionIds,
      List<Metric> metrics,
      String group,
      String groupBy) {
    MetricSql expressions = new MetricSql(table, columns.of(table));
    String values = metrics.stream().map(expressions::of).collect(Collectors.joining(", "));
    Command command =
        Command.of(
                MEASURES,
                group,
                values,
                SqlName.of(table),
                Command.list(IDS, partitionIds),
                groupBy)
            .bindList(IDS, partitionIds);
    return session.query(
        "Measuring " + table, ErrorCode.CHECK_FAILED, command, ClickHouseProbe::measured);
  }

  private static Measured measured(ResultSet row) throws SQLException {
    Object[] numbers = (Object[]) row.getArray("hindcast_metrics").getArray();
    List<@Nullable Double> values = new ArrayList<>();
    for (@Nullable Object number : numbers) {
      values.add((Double) number);
    }
    return new Measured(row.getString("hindcast_partition"), values);
  }

  private record Measured(String partitionId, List<@Nullable Double> values) {}
}
