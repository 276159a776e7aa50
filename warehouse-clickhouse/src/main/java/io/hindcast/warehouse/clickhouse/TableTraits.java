package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.table.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What decides how a table's parts are read.
 *
 * @param keyTypes types of the columns in the partition key
 * @param keepsRows whether merges leave every row as it is
 */
record TableTraits(List<String> keyTypes, boolean keepsRows) {
  private static final Set<String> ROW_KEEPING =
      Set.of("MergeTree", "ReplicatedMergeTree", "SharedMergeTree");

  private static final String TRAITS =
      """
      SELECT database, name AS table, engine AS engine_or_type, 1 AS is_table,
        position(engine_full, ' TTL ') > 0 AS expires
      FROM system.tables
      WHERE database IN %1$s AND name IN %2$s
      UNION ALL
      SELECT database, table, type, 0, 0
      FROM system.columns
      WHERE database IN %1$s AND table IN %2$s AND is_in_partition_key
      """;

  /** The traits of all the tables, in one query; an error when one is missing. */
  static Map<TableName, TableTraits> of(JdbcSession session, Collection<TableName> tables) {
    Map<TableName, List<Fact>> facts =
        session
            .query(
                "Reading the structure of " + tables, TableFilter.bind(TRAITS, tables), Fact::read)
            .stream()
            .collect(Collectors.groupingBy(Fact::table));
    Map<TableName, TableTraits> traits = new HashMap<>();
    for (TableName table : tables) {
      traits.put(table, of(table, facts.getOrDefault(table, List.of())));
    }
    return traits;
  }

  private static TableTraits of(TableName table, List<Fact> facts) {
    boolean keepsRows =
        facts.stream()
            .filter(Fact::isTable)
            .findFirst()
            .map(fact -> ROW_KEEPING.contains(fact.engineOrType()) && !fact.expires())
            .orElseThrow(() -> unknown(table));
    return new TableTraits(
        facts.stream().filter(fact -> !fact.isTable()).map(Fact::engineOrType).toList(), keepsRows);
  }

  static TableTraits of(JdbcSession session, TableName table) {
    return of(session, List.of(table)).values().iterator().next();
  }

  static HindcastException unknown(TableName table) {
    return new HindcastException(
        ErrorCode.TABLE_UNKNOWN, "The table %s does not exist in ClickHouse".formatted(table));
  }

  /** A table's engine, or the type of one column of its partition key. */
  private record Fact(TableName table, String engineOrType, boolean isTable, boolean expires) {
    static Fact read(ResultSet row) throws SQLException {
      return new Fact(
          new TableName(row.getString("database"), row.getString("table")),
          row.getString("engine_or_type"),
          row.getInt("is_table") == 1,
          row.getInt("expires") == 1);
    }
  }
}
