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
      SELECT t.database AS trait_database, t.name AS trait_table, t.engine AS engine,
        position(t.engine_full, ' TTL ') > 0 AS expires, k.types AS types
      FROM system.tables AS t
      LEFT JOIN (
        SELECT database, table, groupArray(type) AS types
        FROM system.columns
        WHERE database IN %1$s AND table IN %2$s AND is_in_partition_key
        GROUP BY database, table
      ) AS k ON k.database = t.database AND k.table = t.name
      WHERE t.database IN %1$s AND t.name IN %2$s
      """;

  /** The traits of all the tables, in one query; an error when one is missing. */
  static Map<TableName, TableTraits> of(JdbcSession session, Collection<TableName> tables) {
    Command command = TableFilter.bind(TRAITS, tables);
    Map<TableName, TableTraits> found = new HashMap<>();
    session
        .query("Reading the structure of " + tables, command, TableTraits::read)
        .forEach(named -> found.put(named.table(), named.traits()));
    for (TableName table : tables) {
      if (!found.containsKey(table)) {
        throw unknown(table);
      }
    }
    return found;
  }

  static TableTraits of(JdbcSession session, TableName table) {
    return of(session, List.of(table)).values().iterator().next();
  }

  static HindcastException unknown(TableName table) {
    return new HindcastException(
        ErrorCode.TABLE_UNKNOWN, "The table %s does not exist in ClickHouse".formatted(table));
  }

  private static Named read(ResultSet row) throws SQLException {
    boolean keepsRows = ROW_KEEPING.contains(row.getString("engine")) && row.getInt("expires") == 0;
    Object[] types = (Object[]) row.getArray("types").getArray();
    List<String> names = java.util.Arrays.stream(types).map(String::valueOf).toList();
    return new Named(
        new TableName(row.getString("trait_database"), row.getString("trait_table")),
        new TableTraits(names, keepsRows));
  }

  private record Named(TableName table, TableTraits traits) {}
}
