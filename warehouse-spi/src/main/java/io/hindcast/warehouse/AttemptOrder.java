package io.hindcast.warehouse;

import io.hindcast.core.table.TableName;
import io.hindcast.core.task.RowFilter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt computes.
 *
 * @param queryId id of the INSERT at the server; unique
 * @param target gives the staging table's structure
 * @param staging the attempt's own table; must not exist
 * @param columns the transform's output columns, inserted by name
 * @param sql a SELECT with {@code {from:T}} and {@code {to:T}}
 * @param binding of the placeholders
 * @param partitionsMax most partitions that the insert may write, strays included
 * @param settings additional query settings
 * @param guard a table that must exist for the attempt to begin; null where nothing has to
 * @param filter which of the transform's rows are inserted
 * @param rules how its values may be stored. Whatever they say, a value of another type than the
 *     target's is stored exactly, or the attempt fails and names column, value and row
 */
public record AttemptOrder(
    String queryId,
    TableName target,
    TableName staging,
    List<String> columns,
    String sql,
    RangeBinding binding,
    int partitionsMax,
    Map<String, String> settings,
    @Nullable TableName guard,
    RowFilter filter,
    StorageRules rules) {

  /** An attempt of which nothing is known but the statement. */
  public AttemptOrder(
      String queryId,
      TableName target,
      TableName staging,
      List<String> columns,
      String sql,
      RangeBinding binding,
      int partitionsMax,
      Map<String, String> settings,
      @Nullable TableName guard,
      RowFilter filter) {
    this(
        queryId,
        target,
        staging,
        columns,
        sql,
        binding,
        partitionsMax,
        settings,
        guard,
        filter,
        StorageRules.ANY);
  }

  /** An attempt that takes all rows. */
  public AttemptOrder(
      String queryId,
      TableName target,
      TableName staging,
      List<String> columns,
      String sql,
      RangeBinding binding,
      int partitionsMax,
      Map<String, String> settings,
      @Nullable TableName guard) {
    this(
        queryId,
        target,
        staging,
        columns,
        sql,
        binding,
        partitionsMax,
        settings,
        guard,
        RowFilter.NONE);
  }

  /** Copies the collections. */
  public AttemptOrder {
    columns = List.copyOf(columns);
    settings = Map.copyOf(settings);
  }

  /** An attempt that nobody can call back. */
  public AttemptOrder(
      String queryId,
      TableName target,
      TableName staging,
      List<String> columns,
      String sql,
      RangeBinding binding,
      int partitionsMax,
      Map<String, String> settings) {
    this(queryId, target, staging, columns, sql, binding, partitionsMax, settings, null);
  }
}
