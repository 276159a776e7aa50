package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.plan.CoarseBound;
import io.hindcast.warehouse.RangeBinding;
import java.util.List;
import java.util.Map;

/** Asks the engine what a statement compares with bounds of whole seconds. */
final class BoundInspector {
  /** The analysis computes scalar subqueries; whoever has slow ones is told that it did not end. */
  private static final String SECONDS_MAX = "10";

  /** No row for what is no table: a subquery's column may be the one of an index below it. */
  private static final String INDEXED =
      """
      SELECT c.is_in_partition_key OR c.is_in_sorting_key OR c.is_in_primary_key
        OR NOT endsWith(t.engine, 'MergeTree') AS indexed
      FROM system.columns AS c
      INNER JOIN system.tables AS t ON t.database = c.database AND t.name = c.table
      WHERE concat(c.database, '.', c.table) = {name:String} AND c.name = {column:String}
      """;

  private final JdbcSession session;

  BoundInspector(JdbcSession session) {
    this.session = session;
  }

  List<CoarseBound> coarse(String sql, RangeBinding binding, Map<String, String> settings) {
    List<String> lines =
        session.query(
            "Analysing the query",
            ErrorCode.TRANSFORM_FAILED,
            UserSql.within("EXPLAIN QUERY TREE", sql, "", binding)
                .withAll(InsertSettings.describing(settings))
                .with("max_execution_time", SECONDS_MAX),
            row -> row.getString(1));
    return QueryTree.of(lines).coarse().stream()
        .map(found ->
            new CoarseBound(
                found.column(),
                found.columnType(),
                found.boundType(),
                found.table().isEmpty() || isIndexed(found.table().get(), found.column())))
        .distinct()
        .toList();
  }

  private boolean isIndexed(String table, String column) {
    List<Boolean> answers =
        session.query(
            "Asking for the keys of " + table,
            Command.of(INDEXED).bind("name", table).bind("column", column),
            row -> row.getBoolean(1));
    return answers.isEmpty() || answers.getFirst();
  }
}
