package io.hindcast.warehouse.clickhouse;

import io.hindcast.core.error.ErrorCode;
import io.hindcast.core.error.HindcastException;
import io.hindcast.core.table.TableName;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Tells a table without parts from one that is not there. */
final class KnownTables {
  private static final String KNOWN =
      """
      SELECT database, name AS table
      FROM system.tables
      WHERE database IN %1$s AND name IN %2$s
      """;

  private KnownTables() {}

  /** Fails unless all the tables exist. */
  static void require(JdbcSession session, Collection<TableName> tables) {
    Set<TableName> known = among(session, tables);
    for (TableName table : tables) {
      if (!known.contains(table)) {
        throw unknown(table);
      }
    }
  }

  /** Those of the tables that exist. */
  static Set<TableName> among(JdbcSession session, Collection<TableName> tables) {
    if (tables.isEmpty()) {
      return Set.of();
    }
    Set<TableName> known =
        new HashSet<>(
            session.query(
                "Looking for " + tables,
                TableFilter.bind(KNOWN, tables),
                row -> session.table(row, "database", "table")));
    known.retainAll(Set.copyOf(tables));
    return known;
  }

  static HindcastException unknown(TableName table) {
    return new HindcastException(
        ErrorCode.TABLE_UNKNOWN, "The table %s does not exist in ClickHouse".formatted(table));
  }
}
